import { type Instant, instantAfter } from '../../domain/instant';
import type { Repositories } from '../../domain/repositories';
import { NOBODY } from '../../domain/sign-in';
import type { User } from '../../domain/user';
import { isPossiblePassword } from '../../domain/user-rules';
import type { Dependencies } from '../dependencies';
import { noteRefusal } from '../note-refusal';
import type { AdmittedTry } from './admit-try';

/**
 * What became of a try: it was right; it failed and counts as that, which may lock the account; or it was dismissed, refused without counting. The
 * refusals are answers and not errors, since they must be committed.
 */
export type TryOutcome<T> =
  | { readonly kind: 'right'; readonly value: T }
  | { readonly kind: 'failed'; readonly isLocking: boolean }
  | { readonly kind: 'dismissed' };

/** The outcome of a try that was right. */
export const right = <T>(value: T): TryOutcome<T> => ({ kind: 'right', value });

interface Why {
  readonly reason: string;
  readonly now: Instant;
}

const refuse = (tx: Repositories, { attempt, userId }: AdmittedTry, why: Why): Promise<void> =>
  noteRefusal(tx, attempt, { userId, ...why });

/**
 * Decides a try as failed: counts it against name and account, which may lock the account, and leaves an audit entry with
 * the reason.
 */
export const fail = async (tx: Repositories, tried: AdmittedTry, why: Why): Promise<TryOutcome<never>> => {
  const { id, userId, limits } = tried;
  await tx.tries.fail(id, why.now);
  const isLocking = await tx.users.noteFailure(
    userId,
    limits.failuresPerAccount,
    instantAfter(why.now, limits.lockMs),
    why.now,
  );
  await refuse(tx, tried, why);
  return { kind: 'failed', isLocking };
};

/** Refuses a try that guessed at nothing: gives its budget back, and leaves an audit entry with the reason. */
export const dismiss = async (tx: Repositories, tried: AdmittedTry, why: Why): Promise<TryOutcome<never>> => {
  await tx.tries.release(tried.id);
  await refuse(tx, tried, why);
  return { kind: 'dismissed' };
};

/**
 * Carries a try through to its decision; null is a refusal. A try that cannot be decided, because hashing or the
 * database is busy or something else is refused first, is given back where that is possible.
 */
export const settleTry = async <T>(
  { work, signals }: Pick<Dependencies, 'work' | 'signals'>,
  tried: AdmittedTry,
  decide: () => Promise<TryOutcome<T>>,
): Promise<T | null> => {
  let hasFailed = false;
  try {
    const outcome = await decide();
    hasFailed = outcome.kind === 'failed';
    if (outcome.kind === 'failed' && outcome.isLocking) signals.accountLocked('failures');
    return outcome.kind === 'right' ? outcome.value : null;
  } catch (error) {
    await work.read.tries.release(tried.id).catch(() => undefined);
    throw error;
  } finally {
    tried.leave(hasFailed ? 'failed' : 'freed');
  }
};

/** Compares the password, once and at the same work whoever was named, and settles the try by what is decided on that. */
export const settleByPassword = <T>(
  { work, passwords, signals }: Pick<Dependencies, 'work' | 'passwords' | 'signals'>,
  tried: AdmittedTry,
  password: string,
  decide: (isRight: boolean) => Promise<TryOutcome<T>>,
): Promise<T | null> =>
  settleTry({ work, signals }, tried, async () =>
    decide(await passwords.verify(password, isPossiblePassword(password) ? tried.passwordHash : null)),
  );

const CHANGED_MEANWHILE = 'password_changed_meanwhile';

/**
 * Why a password that was compared does not do for the user as it is now, held; null when it does. Where another was set
 * meanwhile the comparison says nothing: it was with a hash that is void.
 */
export const comparisonBar = (
  user: User,
  tried: AdmittedTry,
  isRight: boolean,
): typeof CHANGED_MEANWHILE | 'wrong_password' | null => {
  if (user.passwordChangedAt !== tried.passwordChangedAt) return CHANGED_MEANWHILE;
  return isRight ? null : 'wrong_password';
};

/** Refuses a try with a password: as failed, unless the reason is that the comparison said nothing. */
export const refuseByPassword = (
  tx: Repositories,
  tried: AdmittedTry,
  why: Why,
): Promise<TryOutcome<never>> =>
  why.reason === CHANGED_MEANWHILE ? dismiss(tx, tried, why) : fail(tx, tried, why);

/** Why a try fails whose user is not there once it is decided. */
export const absence = ({ userId }: AdmittedTry): 'unknown_name' | 'deleted' =>
  userId === NOBODY ? 'unknown_name' : 'deleted';
