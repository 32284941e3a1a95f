import { networkOf } from '../../domain/address-block';
import { AppError } from '../../domain/error';
import { type Instant, toInstant, toMillis } from '../../domain/instant';
import type { Repositories, SignInKey } from '../../domain/repositories';
import {
  judgeTry,
  type SignInLimits,
  type SignInName,
  type TriedName,
  triedName,
  UNDECIDED_TRIES,
} from '../../domain/sign-in';
import { isPossiblePassword } from '../../domain/user-rules';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { OperationId } from '../contract';
import type { Dependencies } from '../dependencies';

/** An id that no user has: a name that nobody has goes the same way, through the same statements. */
export const NOBODY = 0;

/** A try that was let in: its budget is reserved, and it must be decided by `settleTry` or given back. */
export interface PasswordTry {
  readonly id: string;
  readonly key: SignInKey;
  readonly userId: number;
  readonly passwordHash: string | null;
  /** By this a new password is told from the same one hashed anew. */
  readonly passwordChangedAt: Instant | null;
  /** The name for the audit trail. */
  readonly told: string;
  readonly operation: OperationId;
  /** The limits that it is judged by. */
  readonly limits: SignInLimits;
  /** Tells those who wait for this name. */
  readonly leave: (outcome: 'failed' | 'freed') => void;
}

type Needs = Pick<Dependencies, 'work' | 'clock' | 'signInLine' | 'rules'>;

interface Asked {
  readonly operation: OperationId;
  readonly name: SignInName;
  readonly context: OperationContext;
}

type Admission =
  | {
      readonly kind: 'admitted';
      readonly id: string;
      readonly userId: number;
      readonly passwordHash: string | null;
      readonly passwordChangedAt: Instant | null;
    }
  | { readonly kind: 'wait' }
  | { readonly kind: 'refused'; readonly retryAfter: number };

const noteRefusal = (tx: Repositories, asked: Asked, told: string, now: Instant): Promise<void> => {
  const details = { name: told, reason: 'too_many_tries' };
  return tx.audit.append(
    auditEntry(asked.context, { operation: asked.operation, at: now, result: 'refused', details }),
  );
};

/** Whole seconds until then, at least one; an hour for a lock without end. */
const secondsUntil = (then: Instant | null, millis: number): number =>
  then === null ? 3600 : Math.max(1, Math.ceil((toMillis(then) - millis) / 1000));

/**
 * Judges a try and reserves its place, in one transaction that holds the name and the account: what is counted here
 * cannot change before the reservation stands.
 */
const admit = (
  { work, clock, rules: { signIn: limits } }: Needs,
  asked: Asked,
  key: SignInKey,
  { name, told }: TriedName,
): Promise<Admission> =>
  work.transaction(async (tx): Promise<Admission> => {
    await tx.tries.holdName(key.name);
    const millis = clock.now().getTime();
    const now = toInstant(new Date(millis));
    const found = name && (await tx.users.findForSignIn(name, now));
    const userId = found?.user.id ?? NOBODY;
    const user = await tx.users.hold({ kind: 'id', value: String(userId) }, now);
    await tx.tries.forgetUnderLock(userId, now);
    const standing = await tx.tries.standing(key, userId, now, limits);
    const account = { failures: user?.failedSignIns ?? 0, isLocked: Boolean(user?.lock) };
    const verdict = judgeTry(standing, account, limits);
    // A lock closes sign-in, where every answer is the same; here the answers would tell right from wrong.
    if (user?.lock && asked.operation === 'auth.changePassword') {
      await noteRefusal(tx, asked, told, now);
      return { kind: 'refused', retryAfter: secondsUntil(user.lock.until, millis) };
    }
    if (verdict === 'wait') return { kind: 'wait' };
    if (verdict === 'refused') {
      await noteRefusal(tx, asked, told, now);
      return { kind: 'refused', retryAfter: Math.max(1, Math.ceil((standing.freeAt - millis) / 1000)) };
    }
    const id = await tx.tries.begin(key, userId, now);
    const { passwordHash = null, user: owner } = found ?? {};
    const passwordChangedAt = owner?.passwordChangedAt ?? null;
    return { kind: 'admitted', id, userId, passwordHash, passwordChangedAt };
  });

/**
 * Lets a try in, or makes it wait, within bounds, for others that hold the budget and are not decided yet: a right
 * password is never refused because of them. Throws `too_many_sign_ins` when the budget of this name at this address is
 * spent, `unavailable` when the wait grows too long.
 */
export const admitTry = async (needs: Needs, asked: Asked): Promise<PasswordTry> => {
  const name = triedName(asked.name);
  const key = { name: name.key, network: networkOf(asked.context.origin.ip) };
  const giveUpAt = performance.now() + UNDECIDED_TRIES.waitMs;
  for (;;) {
    const admission = await needs.signInLine.inTurn(key.name, () => admit(needs, asked, key, name));
    if (admission.kind === 'admitted') {
      const leave = needs.signInLine.enter(key.name);
      return {
        ...admission,
        key,
        told: name.told,
        operation: asked.operation,
        limits: needs.rules.signIn,
        leave,
      };
    }
    if (admission.kind === 'refused') throw new AppError('too_many_sign_ins', admission);
    if (performance.now() > giveUpAt) throw new AppError('unavailable', { retryAfter: 1 });
    await needs.signInLine.wait(key.name);
  }
};

/** What a try does once the password was compared. */
export interface TrySteps<P, T> {
  /** Expensive work that depends on the outcome, such as hashing, before the transaction opens. */
  prepare(isRight: boolean): Promise<P>;
  /** Decides in one transaction. Null is a refusal, which is an answer and not an error, since it must be committed. */
  decide(tx: Repositories, prepared: P): Promise<T | null>;
}

/**
 * Carries a try through to its decision; null is a refusal. A try that cannot be decided, because hashing or the
 * database is busy, is given back where that is possible.
 */
export const settleTry = async <T>(
  { work }: Pick<Dependencies, 'work'>,
  tried: PasswordTry,
  decide: () => Promise<T | null>,
): Promise<T | null> => {
  let outcome: 'failed' | 'freed' = 'freed';
  try {
    const decided = await decide();
    if (decided === null) outcome = 'failed';
    return decided;
  } catch (error) {
    await work.read.tries.release(tried.id).catch(() => undefined);
    throw error;
  } finally {
    tried.leave(outcome);
  }
};

/** Compares the password, once and at the same cost whoever was named, prepares, decides. */
export const decideTry = <P, T>(
  { work, passwords }: Pick<Dependencies, 'work' | 'passwords'>,
  tried: PasswordTry,
  password: string,
  { prepare, decide }: TrySteps<P, T>,
): Promise<T | null> =>
  settleTry({ work }, tried, async () => {
    const isRight = await passwords.verify(
      password,
      isPossiblePassword(password) ? tried.passwordHash : null,
    );
    const prepared = await prepare(isRight);
    return work.transaction((tx) => decide(tx, prepared));
  });

/** Decides a try as failed: counts it against name and account, and leaves an audit entry with the reason. */
export const fail = async (
  tx: Repositories,
  tried: PasswordTry,
  { context, now, reason }: { context: OperationContext; now: Instant; reason: string },
): Promise<void> => {
  const lockedUntil = toInstant(new Date(Date.parse(now) + tried.limits.lockMs));
  await tx.tries.fail(tried.id, now);
  await tx.users.noteFailure(tried.userId, tried.limits.failuresPerAccount, lockedUntil, now);
  await tx.audit.append(
    auditEntry(context, {
      operation: tried.operation,
      at: now,
      result: 'refused',
      ...(tried.userId > NOBODY && { target: { type: 'user' as const, id: tried.userId } }),
      details: { name: tried.told, reason },
    }),
  );
};
