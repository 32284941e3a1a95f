import { randomInt } from 'node:crypto';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { type Shot, statusCounts } from '../support/volley';
import { BEHIND_A_PROXY, RACE_TIMEOUT, useRaces } from './races';
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

const REFUSED = '401 Invalid credentials';
const UNHEARD = '429 Too many login attempts';

/** Rounds of a race of hundreds: they take longer than the small ones. */
const LARGE_ROUNDS = Math.max(3, COUNTS.raceRounds / 10);

const races = useRaces(BEHIND_A_PROXY);

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
      const { id } = await races.server.user({ username, password: PASSWORD });
      const answers = await races.fire(withRightOneAmong(username, round, () => '192.0.2.1'));
      const counts = statusCounts(answers);
      expect(Object.keys(counts).filter((status) => !['200', '401', '429'].includes(status))).toEqual([]);

      const tries = await triesOf(races.server, id);
      expect(counts[200] ?? 0).toBe(tries.filter((outcome) => outcome === 'ok').length);
      overrun = Math.max(overrun, guessesHeard(tries) - LIMIT);
      letIn += counts[200] ?? 0;
      // Without a success in between there is one budget, and it is used up; a success gives it back once.
      const heard = tries.filter((outcome) => outcome === 'wrong_password').length;
      expect(heard).toBeGreaterThanOrEqual(LIMIT);
      expect(heard).toBeLessThanOrEqual(counts[200] ? 2 * LIMIT - 1 : LIMIT);
      expect(await standingOf(races.server, id)).toEqual({ cause: 'failures', failures: LIMIT });

      expect(told(await races.fireOne(signIn(username, PASSWORD)))).toBe(UNHEARD);
      expect(told(await races.fireOne(signIn(username, PASSWORD, '192.0.2.99')))).toBe(REFUSED);
    }
    expect(overrun).toBe(0);
    report(
      `sign-in budget (${COUNTS.name}): ${LARGE_ROUNDS} rounds of ${COUNTS.parallelSignIns} at once from one address, overrun ${overrun}, ` +
        `locked each, right password let in before the lock ${letIn}, after it 0`,
    );
  },
  RACE_TIMEOUT,
);

test(
  'an address for every guess gains nothing: nobody is let in after the fifth wrong password',
  async () => {
    let [latest, letIn] = [0, 0];
    for (let round = 0; round < LARGE_ROUNDS; round += 1) {
      const username = `hopped${round}`;
      const { id } = await races.server.user({ username, password: PASSWORD });
      const shots = withRightOneAmong(username, round, (index) => `10.${round}.${index}.1`);
      const counts = statusCounts(await races.fire(shots));
      expect((counts[200] ?? 0) + (counts[401] ?? 0)).toBe(COUNTS.parallelSignIns);
      const tries = await triesOf(races.server, id);
      latest = Math.max(latest, guessesBeforeSuccess(tries));
      letIn += counts[200] ?? 0;
      expect((await standingOf(races.server, id)).cause).toBe('failures');
      expect(told(await races.fireOne(signIn(username, PASSWORD, '198.51.100.1')))).toBe(REFUSED);
    }
    expect(latest).toBeLessThan(LIMIT);
    report(
      `sign-in budget (${COUNTS.name}): ${LARGE_ROUNDS} rounds of ${COUNTS.parallelSignIns} addresses at once, right password let in ` +
        `before the lock ${letIn}, after ${LIMIT} wrong ones 0`,
    );
  },
  RACE_TIMEOUT,
);

test(
  'wrong passwords at once in all spellings of a name: exactly as many are heard as the limit',
  async () => {
    const TRIES = 20;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `victim${round}`;
      const { id } = await races.server.user({ username, password: PASSWORD });
      const names = [username, username.toUpperCase(), ` ${username}`, username.replace('v', 'ｖ')];
      const answers = await races.fire(
        Array.from({ length: TRIES }, (_, index) => signIn(names[index % names.length] ?? '', WRONG)),
      );
      expect(statusCounts(answers)).toEqual({ 401: LIMIT, 429: TRIES - LIMIT });
      expect(new Set(answers.map(told))).toEqual(new Set([REFUSED, UNHEARD]));
      expect((await triesOf(races.server, id)).sort()).toEqual([
        ...Array.from({ length: TRIES - LIMIT }, () => 'too_many_tries'),
        ...Array.from({ length: LIMIT }, () => 'wrong_password'),
      ]);
      expect(await standingOf(races.server, id)).toEqual({ cause: 'failures', failures: LIMIT });
    }
    report(
      `wrong passwords in four spellings: ${COUNTS.raceRounds} rounds of ${TRIES} at once, heard ${LIMIT} each, overrun 0, locked each`,
    );
  },
  RACE_TIMEOUT,
);
