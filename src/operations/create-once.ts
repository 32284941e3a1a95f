import { HOUR_MS } from '../domain/durations';
import { AppError } from '../domain/error';
import { canonicalText } from '../domain/idempotency';
import { type Instant, toInstant } from '../domain/instant';
import type { Repositories } from '../domain/repositories';
import type { IdempotencyClaim, KeptCreation } from '../domain/repositories/idempotency-keys';
import { callerOf } from './caller';
import type { OperationContext } from './context';
import type { OperationId } from './contract';
import type { Dependencies } from './dependencies';

/** A create that may be asked for again. */
export interface Creation<T> {
  readonly operation: OperationId;
  /**
   * What is asked for, in the form that is stored and with every default in its place, so that dialects that leave
   * different things out ask for the same. Null where something is wrong with it already: that was never made.
   */
  readonly asked: Readonly<Record<string, unknown>> | null;
  readonly idOf: (output: T) => number;
  /** What was made as it is now; null when the answer can no longer be given. Throws `forbidden`. */
  readonly again: (on: Repositories, kept: KeptCreation) => Promise<T | null>;
  /** What the secret of what is made is derived from. */
  readonly nonce?: string | null;
}

/** Carries out the part of a create that writes, in one transaction. */
type Transact<T> = (make: (tx: Repositories) => Promise<T>) => Promise<T>;

type Needs = Pick<Dependencies, 'work' | 'clock' | 'secrets' | 'rules'>;

/** A create with its key: how it is known, by digests alone. */
interface Keyed<T> extends Creation<T> {
  readonly claim: IdempotencyClaim;
  readonly inputDigests: readonly [Buffer, ...Buffer[]];
  /** What was kept before is forgotten, be it there or not. */
  readonly since: Instant;
}

/** Seconds after which another call with the key will most likely be over. */
const RETRY_AFTER_SECONDS = 1;

const keyed = <T>(
  { secrets, clock, rules }: Needs,
  creation: Creation<T>,
  context: OperationContext,
): Keyed<T> | null => {
  const { operation, asked } = creation;
  const key = context.once?.key;
  if (key === undefined || asked === null) return null;
  const { userId } = callerOf(context);
  return {
    ...creation,
    claim: { userId, operation, keyDigest: secrets.digest(key) },
    inputDigests: secrets.inputDigests(canonicalText({ userId, operation, key, asked })),
    since: toInstant(new Date(clock.now().getTime() - rules.idempotencyKeepHours * HOUR_MS)),
  };
};

/**
 * What the key has made, as it is now; null when it has made nothing. Throws `idempotency_key_reused` where something else
 * was asked for, `idempotency_result_gone` where what was made cannot be answered any more.
 */
const replay = async <T>(
  on: Repositories,
  { again, claim, inputDigests, since }: Keyed<T>,
): Promise<T | null> => {
  const kept = await on.idempotencyKeys.find(claim, since);
  if (!kept) return null;
  if (!inputDigests.some((digest) => digest.equals(kept.inputDigest)))
    throw new AppError('idempotency_key_reused');
  const output = await again(on, kept);
  if (output === null) throw new AppError('idempotency_result_gone');
  return output;
};

/** Holds the key until the transaction ends. Throws `idempotency_in_flight` while another call holds it. */
const hold = async (tx: Repositories, claim: IdempotencyClaim): Promise<void> => {
  if (await tx.idempotencyKeys.claim(claim)) return;
  throw new AppError('idempotency_in_flight', { retryAfter: RETRY_AFTER_SECONDS });
};

/** Creates; what that collides with may be what another call with the key has made since it was looked up. */
const createUnlessMade = async <T>(create: () => Promise<T>, look: () => Promise<T | null>): Promise<T> => {
  try {
    return await create();
  } catch (error) {
    const meanwhile = error instanceof AppError ? await look() : null;
    if (meanwhile === null) throw error;
    return meanwhile;
  }
};

/**
 * The frame of every create that takes an idempotency key: of any number of calls with one key and the same input, be they
 * at once and through whichever dialects, one makes and the others are answered with what it made. What fails leaves the
 * key as it was. What the key has made is looked up before `create` is called, so that a replay costs no password hash;
 * inside the transaction the key is held, and that decides. Throws what `create` throws, `idempotency_key_reused`,
 * `idempotency_result_gone`, and `idempotency_in_flight` while another call with the key writes.
 */
export const createOnce = async <T>(
  needs: Needs,
  creation: Creation<T>,
  context: OperationContext,
  create: (transact: Transact<T>) => Promise<T>,
): Promise<T> => {
  const { work, clock } = needs;
  const known = keyed(needs, creation, context);
  if (!known) return create((make) => work.transaction(make));
  const { claim, inputDigests, idOf, nonce = null } = known;
  let isReplay = false;
  const look = async (on: Repositories): Promise<T | null> => {
    const found = await replay(on, known);
    isReplay = found !== null;
    return found;
  };
  const transact: Transact<T> = (make) =>
    work.transaction(async (tx) => {
      await hold(tx, claim);
      const earlier = await look(tx);
      if (earlier !== null) return earlier;
      const output = await make(tx);
      const kept = { inputDigest: inputDigests[0], madeId: idOf(output), nonce };
      await tx.idempotencyKeys.keep(claim, kept, toInstant(clock.now()));
      return output;
    });
  const lookAgain = () => look(work.read);
  const output = (await lookAgain()) ?? (await createUnlessMade(() => create(transact), lookAgain));
  if (isReplay) context.once?.replayed();
  return output;
};
