import { setImmediate as answersWritten, setTimeout as sleep } from 'node:timers/promises';
import { maskPhone } from '../domain/phone';
import type { CodeMessage, CodeOutbox, CodeSender } from '../domain/ports';
import type { Logger } from './logger';
import { createWorkQueue } from './work-queue';

export interface CodeOutboxOptions {
  /** Null: no codes are sent. */
  readonly sender: CodeSender | null;
  readonly logger: Pick<Logger, 'warn'>;
  /** Waits before the second try and those after it, in milliseconds. */
  readonly backoffMs?: readonly number[];
}

export interface TrackedCodeOutbox extends CodeOutbox {
  /**
   * Resolves when nothing is under way any more, or after the time given in milliseconds: what a graceful stop waits for.
   * What fails from now on is not tried again.
   */
  settle(withinMs?: number): Promise<void>;
}

const BACKOFF_MS = [250, 1000];
const SENDS_AT_ONCE = 8;
/** A code is good for minutes: one that waited longer than this is hardly worth sending. */
const MAX_WAIT_MS = 60_000;
const MAX_WAITING = 1000;
const SETTLE_MS = 10_000;

/**
 * Sends codes in the background, some at once, each tried a few times. Failures are told to the log, never with the code
 * or the whole number.
 */
export const createCodeOutbox = ({
  sender,
  logger,
  backoffMs = BACKOFF_MS,
}: CodeOutboxOptions): TrackedCodeOutbox => {
  const queue = createWorkQueue({
    concurrency: SENDS_AT_ONCE,
    maxQueue: MAX_WAITING,
    maxWaitMs: MAX_WAIT_MS,
  });
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const tryToSend = async (to: CodeSender, message: CodeMessage): Promise<void> => {
    for (const wait of backoffMs) {
      try {
        return await to.send(message);
      } catch (error) {
        await sleep(wait, undefined, { signal: stopping.signal }).catch(() => {
          throw error;
        });
      }
    }
    return to.send(message);
  };

  const deliver = async (to: CodeSender, message: CodeMessage): Promise<void> => {
    // After the answer was written: nothing of the sending may be felt in it.
    await answersWritten();
    try {
      await queue.run(() => tryToSend(to, message));
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      logger.warn({ to: maskPhone(message.phone), reason }, 'a one-time code could not be sent');
    }
  };

  return {
    isOpen: sender !== null,
    post(message) {
      if (!sender) return;
      const delivery = deliver(sender, message).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    async settle(withinMs = SETTLE_MS) {
      stopping.abort();
      const timeUp = new AbortController();
      await Promise.race([
        Promise.all(underWay),
        sleep(withinMs, undefined, { signal: timeUp.signal }).catch(() => undefined),
      ]);
      timeUp.abort();
    },
  };
};
