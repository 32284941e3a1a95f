import { setTimeout as sleep } from 'node:timers/promises';
import { dropEmptyDatabases, sql } from '../support/empty-database';
import { report } from '../support/report';
import { cleanUp } from '../support/roster-process';
import { ask } from '../support/test-server';
import type { Judgement } from './clock-credentials';
import { judgeEverything } from './clock-judgements';
import { canShiftClocks, createShiftedClock, type ShiftedClock } from './shifted-clock';
import { startTwoReplicas, type TwoReplicas } from './two-clocks';

jest.setTimeout(120_000);

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** Every one but the first is a jump of the clock of a process that runs. */
const SHIFTS = [
  ['5 minutes ahead', 5 * MINUTE],
  ['5 minutes behind', -5 * MINUTE],
  ['a day ahead', DAY],
  ['a day behind', -DAY],
  ['right again', 0],
] as const;

const withFaketime = canShiftClocks() ? describe : describe.skip;

withFaketime('two replicas, of which one has a wrong clock', () => {
  let clock: ShiftedClock;
  let replicas: TwoReplicas;

  beforeAll(async () => {
    clock = createShiftedClock();
    clock.shift(SHIFTS[0][1]);
    replicas = await startTwoReplicas(clock.environment);
  });

  afterAll(async () => {
    await cleanUp();
    await dropEmptyDatabases();
  });

  /** The clock of the machine, which is what Node dates answers with, until it says so. */
  const hasShifted = async (seconds: number): Promise<void> => {
    for (;;) {
      const { headers } = await fetch(`${replicas.shifted.address}/livez`);
      const ahead = (Date.parse(headers.get('date') ?? '') - Date.now()) / 1000;
      if (Math.abs(ahead - seconds) < MINUTE) return;
      await sleep(200);
    }
  };

  test.each(SHIFTS)('%s: what has ended and what has not is the same for both', async (name, seconds) => {
    clock.shift(seconds);
    await hasShifted(seconds);
    const judgements = await judgeEverything(replicas);
    const wrong = judgements.filter(({ right, seen }: Judgement) => right !== seen);
    report(`clock ${name}: ${judgements.length} decisions, ${wrong.length} wrong`);
    expect(wrong).toEqual([]);
  });

  test('a clock that is set back a day holds nobody off for longer than a minute, and the probes are asked anew', async () => {
    const { shifted } = replicas;
    const { id } = await replicas.user();
    const token = await replicas.limitedToken(id, { rate_limit_per_min: 1 });
    const me = () => ask(shifted.address, 'GET /api/auth/me', { token });
    await me();
    const before = await me();
    expect([before.status, Number(before.headers['retry-after']) <= MINUTE]).toEqual([429, true]);
    expect((await ask(shifted.address, 'GET /readyz')).status).toBe(200);
    clock.shift(-DAY);
    await hasShifted(-DAY);
    const answers = [await me(), await me()];
    expect(answers.map(({ status }) => status)).toContain(429);
    for (const { headers } of answers)
      expect(Number(headers['retry-after'] ?? 0)).toBeLessThanOrEqual(MINUTE);
    await sql(replicas.database, 'alter table migrations rename to mislaid');
    while ((await fetch(`${shifted.address}/readyz`)).status !== 503) await sleep(100);
    await sql(replicas.database, 'alter table mislaid rename to migrations');
    while ((await fetch(`${shifted.address}/readyz`)).status !== 200) await sleep(100);
  });

  test('the one whose clock was wrong at its start has said so, in one line of the log', () => {
    const said = /"msg":"(the clock of this machine[^"]*)"/.exec(replicas.shifted.stdout());
    expect(said?.[1]).toBe(
      'the clock of this machine is 300 s ahead of the database’s, which is the one that counts',
    );
    expect(replicas.right.stdout()).not.toContain('the clock of this machine');
  });
});
