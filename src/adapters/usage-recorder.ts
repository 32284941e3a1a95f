import { setTimeout as sleep } from 'node:timers/promises';
import { toInstant } from '../domain/instant';
import type { Clock, Ids } from '../domain/ports';
import type { Usage } from '../domain/repositories/usage';
import type { CountedCall, UsageBatch } from '../domain/usage';
import type { UsageLog } from '../domain/usage-ports';
import type { Logger } from './logger';
import { createUsageTally } from './usage-tally';

export interface UsageRecorderOptions {
  readonly usage: Pick<Usage, 'add'>;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'ulid'>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
  /** Rows that may wait for the database before callers are no longer kept apart. */
  readonly maxWaiting?: number;
}

export interface UsageRecorder extends UsageLog {
  /** Counts a call in memory: returns at once and never throws. It is written within two seconds while the database answers. */
  record(call: CountedCall): void;
  /** Rows that are not yet in the database. */
  waiting(): number;
  /**
   * Writes what is left, trying again for so many milliseconds where the database is away: what a graceful stop waits
   * for once no call is under way. What cannot be written even so is told to the log.
   */
  close(withinMs?: number): Promise<void>;
}

const EVERY_MS = 1000;
const RETRY_MS = 250;
const CLOSE_MS = 5000;
const MAX_WAITING = 10_000;

/**
 * Counts calls off the request path. A batch that could not be written is kept as it is and tried again under its own
 * name, which the database takes once: nothing is lost, and nothing counted twice, even where it was written and only
 * the answer was lost.
 */
export const createUsageRecorder = (options: UsageRecorderOptions): UsageRecorder => {
  const { usage, clock, ids, logger, maxWaiting = MAX_WAITING } = options;
  const tally = createUsageTally();
  let sealed: UsageBatch | null = null;
  let underWay: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isAway = false;
  let isClosed = false;

  const waiting = (): number => tally.size + (sealed?.entries.length ?? 0);
  const hasMore = (): boolean => waiting() > 0;

  const writeSealed = async (): Promise<void> => {
    if (!sealed) return;
    await usage.add(sealed, toInstant(clock.now()));
    sealed = null;
    isAway = false;
  };

  const write = async (): Promise<void> => {
    await writeSealed();
    if (tally.size > 0) sealed = { id: ids.ulid(), ...tally.take() };
    await writeSealed();
  };

  // Who comes while a write is under way has calls that it may lack: it waits for the next, which others join.
  const flush = async (): Promise<void> => {
    await underWay?.catch(() => undefined);
    if (!hasMore()) return;
    underWay ??= write().finally(() => {
      underWay = null;
    });
    await underWay;
  };

  const onFailure = (error: unknown): void => {
    if (!isAway) logger.warn({ err: error }, 'usage could not be written; it is kept and tried again');
    isAway = true;
  };

  const schedule = (): void => {
    if (isClosed) return;
    timer ??= setTimeout(async () => {
      timer = null;
      await flush().catch(onFailure);
      if (hasMore()) schedule();
    }, EVERY_MS).unref();
  };

  return {
    flush,
    waiting,
    record(call) {
      tally.add(call, clock.now(), waiting() < maxWaiting);
      schedule();
    },
    async close(withinMs = CLOSE_MS) {
      const end = performance.now() + withinMs;
      while (hasMore()) {
        const failure: unknown = await flush().then(
          () => null,
          (error: unknown) => error,
        );
        if (failure !== null && performance.now() >= end) {
          logger.error({ err: failure }, 'usage could not be written before the stop, and is lost');
          break;
        }
        if (failure !== null) await sleep(RETRY_MS);
      }
      isClosed = true;
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
};
