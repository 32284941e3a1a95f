import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { type Shot, statusCounts } from '../support/volley';
import { BEHIND_A_PROXY, RACE_TIMEOUT, useRaces } from './races';
import { LIMIT, PASSWORD, signIn, standingOf, told, WRONG } from './sign-in-tries';

const races = useRaces(BEHIND_A_PROXY);

const isRight = ({ body }: Shot): boolean => (body as { password: string }).password === PASSWORD;

test(
  'twelve right passwords at once are all let in',
  async () => {
    const AT_ONCE = 12;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `busy${round}`;
      const { id } = await races.server.user({ username, password: PASSWORD });
      const answers = await races.fire(Array.from({ length: AT_ONCE }, () => signIn(username, PASSWORD)));
      expect(statusCounts(answers)).toEqual({ 200: AT_ONCE });
      expect(await standingOf(races.server, id)).toEqual({ cause: null, failures: 0 });
    }
    report(`right passwords: ${COUNTS.raceRounds} rounds of ${AT_ONCE} at once, refused 0`);
  },
  RACE_TIMEOUT,
);

test(
  'four wrong and eight right passwords at once: every right one is let in',
  async () => {
    const [wrong, right] = [LIMIT - 1, 8];
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `mixed${round}`;
      await races.server.user({ username, password: PASSWORD });
      const shots = [
        ...Array.from({ length: wrong }, () => signIn(username, WRONG)),
        ...Array.from({ length: right }, () => signIn(username, PASSWORD)),
      ];
      // Turned by one each round, so that wrong ones come first, last and in between.
      const turn = round % shots.length;
      const turned = [...shots.slice(turn), ...shots.slice(0, turn)];
      const answers = await races.fire(turned);
      const ofRight = answers.filter((_, index) => isRight(turned[index] as Shot));
      expect(ofRight.map(told)).toEqual(Array.from({ length: right }, () => '200'));
      expect(statusCounts(answers)).toEqual({ 200: right, 401: wrong });
    }
    report(
      `${wrong} wrong and ${right} right passwords at once: ${COUNTS.raceRounds} rounds, right ones refused 0`,
    );
  },
  RACE_TIMEOUT,
);

test(
  'whoever locks an account on purpose stops none of its sessions and tokens',
  async () => {
    let asked = 0;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `victim${round}`;
      const { id } = await races.server.user({ username, password: PASSWORD });
      const apiToken = await races.server.token(id);
      const session = (await races.fireOne(signIn(username, PASSWORD))).json as Record<string, string>;
      const me = (token = ''): Shot => ({ line: 'GET /api/auth/me', token });
      const attack = Array.from({ length: 20 }, (_, index) => signIn(username, WRONG, `203.0.113.${index}`));
      const victim = Array.from({ length: 6 }, (_, index) =>
        me(index % 2 ? apiToken : session['access_token']),
      );
      const during = (await races.fire([...attack, ...victim])).slice(attack.length);
      expect((await standingOf(races.server, id)).cause).toBe('failures');

      const refreshed = await races.fireOne({
        line: 'POST /api/auth/refresh',
        body: { refresh_token: session['refresh_token'] },
      });
      const next = (refreshed.json as Record<string, string>)['access_token'];
      const after = await races.fire([me(apiToken), me(session['access_token']), me(next)]);
      const all = [...during, refreshed, ...after];
      expect(statusCounts(all)).toEqual({ 200: all.length });
      asked += all.length;
    }
    report(`locked on purpose: ${COUNTS.raceRounds} rounds, requests of the victim ${asked}, failed 0`);
  },
  RACE_TIMEOUT,
);
