import { randomInt } from 'node:crypto';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { type Answer, startTestServer, type TestServer } from '../support/test-server';
import { createVolley, type Shot, statusCounts, type Volley } from '../support/volley';
import {
  guessesBeforeSuccess,
  guessesHeard,
  LIMIT,
  PASSWORD,
  signIn,
  standingOf,
  told,
  triesOf,
  WRONG,
} from './sign-in-tries';

const TIMEOUT = 600_000;
const REFUSED = '401 Invalid credentials';
const UNHEARD = '429 Too many login attempts';

/** Rounds of a race of hundreds: they take longer than the small ones. */
const LARGE_ROUNDS = Math.max(3, COUNTS.raceRounds / 10);

let server: TestServer;
let volley: Volley;

beforeAll(async () => {
  server = await startTestServer({ settings: { TRUST_PROXY: '1' } });
  await server.user({ username: 'admin', roles: ['admin'] });
  volley = createVolley(server.url);
});

afterAll(async () => {
  volley.close();
  await server.stop();
});

const fireOne = async (shot: Shot): Promise<Answer> => (await volley.fire([shot]))[0] as Answer;

/** Wrong passwords with the right one among them; every other round it is among the first, where it may be heard. */
const withRightOneAmong = (username: string, round: number, addressOf: (index: number) => string): Shot[] => {
  const right = randomInt(round % 2 ? COUNTS.parallelSignIns : 2 * LIMIT);
  return Array.from({ length: COUNTS.parallelSignIns }, (_, index) =>
    signIn(username, index === right ? PASSWORD : `${WRONG}-${index}`, addressOf(index)),
  );
};

test(
  'wrong passwords at once from one address, the right one among them: no more are heard than the limit',
  async () => {
    let [overrun, letIn] = [0, 0];
    for (let round = 0; round < LARGE_ROUNDS; round += 1) {
      const username = `flooded${round}`;
      const { id } = await server.user({ username, password: PASSWORD });
      const answers = await volley.fire(withRightOneAmong(username, round, () => '192.0.2.1'));
      const counts = statusCounts(answers);
      expect(Object.keys(counts).filter((status) => !['200', '401', '429'].includes(status))).toEqual([]);

      const tries = await triesOf(server, id);
      expect(counts[200] ?? 0).toBe(tries.filter((outcome) => outcome === 'ok').length);
      overrun = Math.max(overrun, guessesHeard(tries) - LIMIT);
      letIn += counts[200] ?? 0;
      // Without a success in between there is one budget, and it is used up; a success gives it back once.
      const heard = tries.filter((outcome) => outcome === 'wrong_password').length;
      expect(heard).toBeGreaterThanOrEqual(LIMIT);
      expect(heard).toBeLessThanOrEqual(counts[200] ? 2 * LIMIT - 1 : LIMIT);
      expect(await standingOf(server, id)).toEqual({ cause: 'failures', failures: LIMIT });

      expect(told(await fireOne(signIn(username, PASSWORD)))).toBe(UNHEARD);
      expect(told(await fireOne(signIn(username, PASSWORD, '192.0.2.99')))).toBe(REFUSED);
    }
    expect(overrun).toBe(0);
    report(
      `sign-in budget (${COUNTS.name}): ${LARGE_ROUNDS} rounds of ${COUNTS.parallelSignIns} at once from one address, overrun ${overrun}, ` +
        `locked each, right password let in before the lock ${letIn}, after it 0`,
    );
  },
  TIMEOUT,
);

test(
  'an address for every guess gains nothing: nobody is let in after the fifth wrong password',
  async () => {
    let [latest, letIn] = [0, 0];
    for (let round = 0; round < LARGE_ROUNDS; round += 1) {
      const username = `hopped${round}`;
      const { id } = await server.user({ username, password: PASSWORD });
      const shots = withRightOneAmong(username, round, (index) => `10.${round}.${index}.1`);
      const counts = statusCounts(await volley.fire(shots));
      expect((counts[200] ?? 0) + (counts[401] ?? 0)).toBe(COUNTS.parallelSignIns);
      const tries = await triesOf(server, id);
      latest = Math.max(latest, guessesBeforeSuccess(tries));
      letIn += counts[200] ?? 0;
      expect((await standingOf(server, id)).cause).toBe('failures');
      expect(told(await fireOne(signIn(username, PASSWORD, '198.51.100.1')))).toBe(REFUSED);
    }
    expect(latest).toBeLessThan(LIMIT);
    report(
      `sign-in budget (${COUNTS.name}): ${LARGE_ROUNDS} rounds of ${COUNTS.parallelSignIns} addresses at once, right password let in ` +
        `before the lock ${letIn}, after ${LIMIT} wrong ones 0`,
    );
  },
  TIMEOUT,
);

test(
  'twelve right passwords at once are all let in',
  async () => {
    const AT_ONCE = 12;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `busy${round}`;
      const { id } = await server.user({ username, password: PASSWORD });
      const answers = await volley.fire(Array.from({ length: AT_ONCE }, () => signIn(username, PASSWORD)));
      expect(statusCounts(answers)).toEqual({ 200: AT_ONCE });
      expect(await standingOf(server, id)).toEqual({ cause: null, failures: 0 });
    }
    report(`right passwords: ${COUNTS.raceRounds} rounds of ${AT_ONCE} at once, refused 0`);
  },
  TIMEOUT,
);

test(
  'four wrong and eight right passwords at once: every right one is let in',
  async () => {
    const [wrong, right] = [LIMIT - 1, 8];
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `mixed${round}`;
      await server.user({ username, password: PASSWORD });
      const shots = [
        ...Array.from({ length: wrong }, () => signIn(username, WRONG)),
        ...Array.from({ length: right }, () => signIn(username, PASSWORD)),
      ];
      // Turned by one each round, so that wrong ones come first, last and in between.
      const turn = round % shots.length;
      const turned = [...shots.slice(turn), ...shots.slice(0, turn)];
      const answers = await volley.fire(turned);
      const ofRight = answers.filter((_, index) => isRight(turned[index] as Shot));
      expect(ofRight.map(told)).toEqual(Array.from({ length: right }, () => '200'));
      expect(statusCounts(answers)).toEqual({ 200: right, 401: wrong });
    }
    report(
      `${wrong} wrong and ${right} right passwords at once: ${COUNTS.raceRounds} rounds, right ones refused 0`,
    );
  },
  TIMEOUT,
);

const isRight = ({ body }: Shot): boolean => (body as { password: string }).password === PASSWORD;

test(
  'whoever locks an account on purpose stops none of its sessions and tokens',
  async () => {
    let asked = 0;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `victim${round}`;
      const { id } = await server.user({ username, password: PASSWORD });
      const apiToken = await server.token(id);
      const session = (await fireOne(signIn(username, PASSWORD))).json as Record<string, string>;
      const me = (token = ''): Shot => ({ line: 'GET /api/auth/me', token });
      const attack = Array.from({ length: 20 }, (_, index) => signIn(username, WRONG, `203.0.113.${index}`));
      const victim = Array.from({ length: 6 }, (_, index) =>
        me(index % 2 ? apiToken : session['access_token']),
      );
      const during = (await volley.fire([...attack, ...victim])).slice(attack.length);
      expect((await standingOf(server, id)).cause).toBe('failures');

      const refreshed = await fireOne({
        line: 'POST /api/auth/refresh',
        body: { refresh_token: session['refresh_token'] },
      });
      const next = (refreshed.json as Record<string, string>)['access_token'];
      const after = await volley.fire([me(apiToken), me(session['access_token']), me(next)]);
      const all = [...during, refreshed, ...after];
      expect(statusCounts(all)).toEqual({ 200: all.length });
      asked += all.length;
    }
    report(`locked on purpose: ${COUNTS.raceRounds} rounds, requests of the victim ${asked}, failed 0`);
  },
  TIMEOUT,
);
