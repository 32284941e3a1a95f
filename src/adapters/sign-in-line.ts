import { AppError } from '../domain/error';
import type { SignInLine } from '../domain/ports';

export interface SignInLineOptions {
  /** How many may wait in this process at once. */
  readonly maxWaiting?: number;
  /** How often to look again without having been called, in milliseconds: tries may be decided by other replicas. */
  readonly pollMs?: number;
}

const MAX_WAITING = 1000;
const POLL_MS = 250;
const RETRY_AFTER_SECONDS = 5;

/**
 * The line in this process. Those who wait for a name are called when the last try under way was decided or budget came
 * free, not at every failure: a failure frees nothing, and hundreds would look again in vain.
 */
export const createSignInLine = (options: SignInLineOptions = {}): SignInLine => {
  const { maxWaiting = MAX_WAITING, pollMs = POLL_MS } = options;
  const underWay = new Map<string, number>();
  const waiting = new Map<string, Set<() => void>>();
  const turns = new Map<string, Promise<unknown>>();
  let waiters = 0;

  const call = (name: string): void => {
    const called = waiting.get(name);
    waiting.delete(name);
    for (const resume of called ?? []) resume();
  };

  return {
    async inTurn(name, work) {
      const before = turns.get(name) ?? Promise.resolve();
      const turn = before.then(work, work);
      turns.set(name, turn);
      try {
        return await turn;
      } finally {
        if (turns.get(name) === turn) turns.delete(name);
      }
    },
    async wait(name) {
      if (waiters >= maxWaiting) throw new AppError('unavailable', { retryAfter: RETRY_AFTER_SECONDS });
      waiters += 1;
      await new Promise<void>((resolve) => {
        const line = waiting.get(name) ?? new Set();
        const resume = (): void => {
          clearTimeout(timer);
          line.delete(resume);
          resolve();
        };
        const timer = setTimeout(resume, pollMs);
        waiting.set(name, line.add(resume));
      });
      waiters -= 1;
    },
    enter(name) {
      underWay.set(name, (underWay.get(name) ?? 0) + 1);
      return (outcome) => {
        const left = (underWay.get(name) ?? 1) - 1;
        if (left > 0) underWay.set(name, left);
        else underWay.delete(name);
        if (left === 0 || outcome === 'freed') call(name);
      };
    },
  };
};
