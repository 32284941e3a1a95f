import type { Clock } from '../src/domain/ports';
import { type Queryable, rowOf, statement } from './statement';

/** The database's clock, read from afar. */
export interface DatabaseClock extends Clock {
  /** Ends the readings. */
  stop(): void;
}

export interface DatabaseClockOptions {
  /** Told by how many milliseconds this machine's clock is ahead of the database's, whenever that has changed by seconds. */
  readonly onDifference?: (aheadMs: number) => void;
  /** Milliseconds between two readings. */
  readonly everyMs?: number;
}

/** Milliseconds: how long one reading stands, and how far off a clock may be before it is set. */
const EVERY_MS = 10_000;
const TOLERANCE_MS = 100;
/** By how many milliseconds a difference must change to be worth telling. */
const WORTH_TELLING_MS = 5_000;
/** The first one pays for the connection. */
const FIRST_READINGS = 2;

const NOW = statement('select extract(epoch from clock_timestamp())::float8 * 1000 as now');

/** What to add to the uptime of this process for the database's time, and by how much that may be wrong, in milliseconds. */
interface Reading {
  readonly offset: number;
  readonly doubt: number;
}

const read = async (on: Queryable): Promise<Reading> => {
  const before = performance.now();
  const now = (await rowOf(on, NOW, [], (row) => row['now'] as number)) ?? Date.now();
  const after = performance.now();
  return { offset: now - (before + after) / 2, doubt: (after - before) / 2 };
};

/**
 * A clock that goes by the database's, so that all replicas and commands agree on what has expired, whatever the clocks of
 * their machines say. Between readings it goes by this process's uptime, which nobody sets: a jump of the machine's
 * clock is not felt. It is right to a tenth of a second and half a round trip; a jump of the database's own clock is
 * followed within ten seconds. While the database does not answer, it goes on.
 */
export const followDatabaseClock = async (
  on: Queryable,
  { onDifference = () => undefined, everyMs = EVERY_MS }: DatabaseClockOptions = {},
): Promise<DatabaseClock> => {
  let offset = Date.now() - performance.now();
  let told = 0;
  let isReading = false;

  const tell = (): void => {
    const ahead = Date.now() - (performance.now() + offset);
    if (Math.abs(ahead - told) < WORTH_TELLING_MS) return;
    told = ahead;
    onDifference(ahead);
  };

  const follow = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    try {
      const { offset: found, doubt } = await read(on);
      // Small steps are left out: they would be the network's, and time should not go back for them.
      if (Math.abs(found - offset) > TOLERANCE_MS + doubt) offset = found;
      tell();
    } catch {
      // Whoever needs the database will say that it is away.
    } finally {
      isReading = false;
    }
  };

  for (let readings = 0; readings < FIRST_READINGS; readings += 1) await follow();
  const timer = setInterval(() => void follow(), everyMs).unref();
  return {
    now: () => new Date(performance.now() + offset),
    stop: () => clearInterval(timer),
  };
};
