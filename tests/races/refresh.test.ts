import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { statusCounts } from '../support/volley';
import { RACE_TIMEOUT, useRaces } from './races';
import { PASSWORD, signIn } from './sign-in-tries';

interface SignedIn {
  readonly access_token: string;
  readonly refresh_token: string;
}

const races = useRaces();

const signedIn = ({ json }: Answer): SignedIn => json as SignedIn;

const refresh = (refresh_token: string) => ({ line: 'POST /api/auth/refresh', body: { refresh_token } });

const me = (token: string) => ({ line: 'GET /api/auth/me', token });

test(
  'sixteen refreshes of one token get one successor; a replay of an older one ends the family',
  async () => {
    const TABS = 16;
    let survivors = 0;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `tabs${round}`;
      await races.server.user({ username, password: PASSWORD });
      const first = signedIn(await races.fireOne(signIn(username, PASSWORD)));

      const answers = await races.fire(Array.from({ length: TABS }, () => refresh(first.refresh_token)));
      expect(statusCounts(answers)).toEqual({ 200: TABS });
      const successors = new Set(answers.map((answer) => signedIn(answer).refresh_token));
      expect(successors.size).toBe(1);
      const accessTokens = answers.map((answer) => signedIn(answer).access_token);
      expect(statusCounts(await races.fire(accessTokens.map(me)))).toEqual({ 200: TABS });

      const [successor = ''] = successors;
      const third = signedIn(await races.fireOne(refresh(successor)));
      const replay = await races.fireOne(refresh(first.refresh_token));
      expect([replay.status, replay.text]).toEqual([401, 'Invalid refresh token']);

      const leaves = [first.refresh_token, successor, third.refresh_token].map(refresh);
      const after = await races.fire([...leaves, ...[...accessTokens, third.access_token].map(me)]);
      survivors += after.filter(({ status }) => status !== 401).length;
    }
    expect(survivors).toBe(0);
    report(`refresh: ${COUNTS.raceRounds} rounds of ${TABS}, 1 successor each, survivors of a replay 0`);
  },
  RACE_TIMEOUT,
);

test(
  'a refresh and a replay of its parent at once leave no more than one living family, in a known state',
  async () => {
    let killed = 0;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `replay${round}`;
      await races.server.user({ username, password: PASSWORD });
      const first = signedIn(await races.fireOne(signIn(username, PASSWORD)));
      const second = signedIn(await races.fireOne(refresh(first.refresh_token)));
      // Grace ends with the use of the child: whichever comes first decides, and nothing in between exists.
      const [child, parent] = (await races.fire([
        refresh(second.refresh_token),
        refresh(first.refresh_token),
      ])) as [Answer, Answer];
      const isKilled = parent.status === 401;
      expect([200, isKilled ? 401 : 200]).toContain(child.status);
      expect([200, 401]).toContain(parent.status);
      const grandchild = child.status === 200 ? signedIn(child) : second;
      expect((await races.fireOne(me(grandchild.access_token))).status).toBe(isKilled ? 401 : 200);
      killed += isKilled ? 1 : 0;
    }
    report(
      `refresh against replay: ${COUNTS.raceRounds} rounds, families ended ${killed}, half-ended families 0`,
    );
  },
  RACE_TIMEOUT,
);
