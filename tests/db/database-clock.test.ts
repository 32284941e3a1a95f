import { type DatabaseClock, followDatabaseClock } from '../../db/database-clock';
import type { Queryable } from '../../db/statement';
import { until } from '../support/child-process';

const HOUR = 3_600_000;

/** A database whose clock is so far ahead of this machine's, or that does not answer. */
const createDatabase = () => {
  const state = { aheadMs: 0, isAway: false, readings: 0 };
  const on: Queryable = {
    async query() {
      state.readings += 1;
      if (state.isAway) throw new Error('away');
      return { rows: [{ now: Date.now() + state.aheadMs }], rowCount: 1 };
    },
  };
  return { on, state };
};

const aheadOf = (clock: DatabaseClock): number => clock.now().getTime() - Date.now();
const isAbout = (clock: DatabaseClock, ms: number): boolean => Math.abs(aheadOf(clock) - ms) < 60_000;

test('it is the database’s from the start, follows its jumps, and each difference is told once', async () => {
  const { on, state } = createDatabase();
  const told: number[] = [];
  state.aheadMs = HOUR;
  const onDifference = (aheadMs: number): number => told.push(Math.round(aheadMs / HOUR) + 0);
  const clock = await followDatabaseClock(on, { everyMs: 5, onDifference });
  expect(isAbout(clock, HOUR)).toBe(true);
  for (const next of [-HOUR, 24 * HOUR, 0]) {
    state.aheadMs = next;
    await until(() => isAbout(clock, next));
  }
  const { readings } = state;
  await until(() => state.readings > readings + 3);
  clock.stop();
  expect(told).toEqual([-1, 1, -24, 0]);
});

test('while the database is away it goes on, from the start even', async () => {
  const { on, state } = createDatabase();
  state.aheadMs = HOUR;
  state.isAway = true;
  const clock = await followDatabaseClock(on, { everyMs: 5 });
  expect(isAbout(clock, 0)).toBe(true);
  state.isAway = false;
  await until(() => isAbout(clock, HOUR));
  state.isAway = true;
  const { readings } = state;
  await until(() => state.readings > readings + 3);
  expect(isAbout(clock, HOUR)).toBe(true);
  clock.stop();
});

test('what is small is left alone: time does not go back for the network’s sake', async () => {
  const { on, state } = createDatabase();
  const clock = await followDatabaseClock(on, { everyMs: 5 });
  let last = clock.now().getTime();
  for (const aheadMs of [30, -30, 60, -60, 0]) {
    state.aheadMs = aheadMs;
    const { readings } = state;
    await until(() => state.readings > readings + 2);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(last);
    last = clock.now().getTime();
  }
  clock.stop();
});
