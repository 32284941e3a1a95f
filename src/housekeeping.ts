import type { Logger } from './adapters/logger';
import { dayOf, daysBefore } from './domain/day';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './domain/durations';
import { toInstant } from './domain/instant';
import { SENDS_WINDOW_MS } from './domain/one-time-code';
import { TRAFFIC_KEEP_DAYS } from './domain/traffic';
import type { Dependencies } from './operations/dependencies';

/** Work that nobody waits for, done now and then. */
export interface Housekeeping {
  /** Resolves when no work is under way any more; none begins afterwards. */
  stop(): Promise<void>;
}

const EVERY_MS = 15 * MINUTE_MS;
/** How long a session that is over can still be looked at in the database. */
const KEEP_SESSIONS_MS = 30 * DAY_MS;
/** How long a batch of counts may be tried again: its mark must be there until nobody does. */
const KEEP_BATCHES_MS = DAY_MS;

const tidy = async ({
  work,
  clock,
  rules,
}: Pick<Dependencies, 'work' | 'clock' | 'rules'>): Promise<void> => {
  const now = clock.now().getTime();
  await work.read.tries.forgetBefore(toInstant(new Date(now - rules.signIn.windowMs)));
  await work.read.codes.forgetBefore(toInstant(new Date(now - SENDS_WINDOW_MS)));
  await work.read.sessions.forgetBefore(toInstant(new Date(now - KEEP_SESSIONS_MS)));
  await work.read.idempotencyKeys.forgetBefore(
    toInstant(new Date(now - rules.idempotencyKeepHours * HOUR_MS)),
  );
  await work.read.usage.forgetBefore(
    daysBefore(dayOf(new Date(now)), rules.usageKeepDays),
    toInstant(new Date(now - TRAFFIC_KEEP_DAYS * DAY_MS)),
    toInstant(new Date(now - KEEP_BATCHES_MS)),
  );
};

/**
 * Deletes what time has made worthless, at once and every quarter of an hour: sign-in tries and sends that no
 * longer count, which strangers could otherwise pile up, codes that ran out, sessions long ended, idempotency keys that are
 * new again, and what the ledger of usage keeps no longer. Any number of replicas may do it at once.
 */
export const startHousekeeping = (
  needs: Pick<Dependencies, 'work' | 'clock' | 'rules'>,
  logger: Logger,
): Housekeeping => {
  let underWay: Promise<void> = Promise.resolve();
  const start = (): void => {
    underWay = tidy(needs).catch((error: unknown) =>
      logger.warn({ err: error }, 'housekeeping failed; it is tried again'),
    );
  };
  start();
  const timer = setInterval(start, EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
};
