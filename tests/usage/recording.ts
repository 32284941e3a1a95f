import { createUsageRecorder } from '../../src/adapters/usage-recorder';
import type { CountedCall, UsageBatch, UsageCaller } from '../../src/domain/usage';
import { movableClock } from '../http/movable-clock';

/** When everything happens here. */
export const NOW = '2030-06-15T12:00:00.000000Z';

/** A ledger in memory that fails as told: before it has taken a batch, or after, when only its answer is lost. */
const createStore = () => {
  const taken = new Map<string, UsageBatch>();
  let failing: 'before' | 'after' | null = null;
  let tries = 0;
  return {
    taken,
    tries: () => tries,
    fail(when: 'before' | 'after' | null) {
      failing = when;
    },
    async add(batch: UsageBatch) {
      tries += 1;
      if (failing === 'before') throw new Error('away');
      if (!taken.has(batch.id)) taken.set(batch.id, batch);
      if (failing === 'after') throw new Error('the answer was lost');
    },
    entries: () => [...taken.values()].flatMap(({ entries }) => entries),
    requests: () =>
      [...taken.values()].flatMap(({ entries }) => entries).reduce((sum, one) => sum + one.requests, 0),
  };
};

/** A recorder over such a ledger, and what it says to the log. */
export const begin = (maxWaiting?: number) => {
  const store = createStore();
  const said: string[] = [];
  const note = (_details: unknown, text: string): void => {
    said.push(text);
  };
  let last = 0;
  const ulid = (): string => {
    last += 1;
    return `batch ${last}`;
  };
  const recorder = createUsageRecorder({
    usage: store,
    clock: movableClock(NOW),
    ids: { ulid },
    logger: { warn: note, error: note } as never,
    ...(maxWaiting !== undefined && { maxWaiting }),
  });
  return { store, recorder, said };
};

export const ofToken = (id: number): UsageCaller => ({ kind: 'token', id, userId: 1 });

/** A call like any other. */
export const call = (more: Partial<CountedCall> = {}): CountedCall => ({
  binding: 'GET /api/users',
  dialect: 'rest',
  operation: 'users.list',
  caller: ofToken(1),
  status: 200,
  ms: 3,
  userAgent: 'cli/1',
  ...more,
});
