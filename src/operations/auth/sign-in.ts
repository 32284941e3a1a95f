import { AppError } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import { passwordBar } from '../../domain/password-expiry';
import type { Repositories } from '../../domain/repositories';
import type { SignedIn } from '../../domain/session';
import type { User } from '../../domain/user';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { admitTry, decideTry, fail, type PasswordTry } from './password-try';
import { startSession } from './start-session';

interface Decision {
  readonly tried: PasswordTry;
  readonly isRight: boolean;
  /** The same password, hashed at more cost. */
  readonly betterHash: string | null;
  /** Whether a password that only lets itself be changed signs in for that. */
  readonly acceptsRestricted: boolean;
  readonly context: OperationContext;
  readonly now: Instant;
}

/** Why the held user may not sign in; null when it may. For the audit trail alone: the answer is the same for all. */
const refusal = (
  user: User | null,
  currentHash: string | null,
  { tried, isRight, acceptsRestricted, now }: Decision,
): string | null => {
  if (!user) return 'unknown_name';
  if (currentHash === null) return 'no_password';
  if (!isRight) return 'wrong_password';
  if (user.passwordChangedAt !== tried.passwordChangedAt) return 'password_changed_meanwhile';
  if (user.lock) return 'locked';
  if (user.status !== 'active') return 'suspended';
  return acceptsRestricted ? null : passwordBar(user, now);
};

const grant = async (
  needs: Dependencies,
  tx: Repositories,
  user: User,
  { tried, betterHash, context, now }: Decision,
): Promise<SignedIn> => {
  if (betterHash && tried.passwordHash) await tx.users.rehash(user.id, tried.passwordHash, betterHash);
  return startSession(needs, tx, {
    user,
    tried,
    context,
    now,
    isRestricted: passwordBar(user, now) !== null,
  });
};

/**
 * Decides on the user as it is now, held: what came between the look-up and the end of the comparison, such as a lock by
 * other tries or a new password, wins over a password that was right a moment ago.
 */
const decide = async (
  needs: Dependencies,
  tx: Repositories,
  decision: Decision,
): Promise<SignedIn | null> => {
  const { tried, context, now } = decision;
  const user = await tx.users.hold({ kind: 'id', value: String(tried.userId) }, now);
  const currentHash = await tx.users.passwordHash(tried.userId);
  const reason = refusal(user, currentHash, decision);
  if (user && reason === null) return grant(needs, tx, user, decision);
  await fail(tx, tried, { context, now, reason: reason ?? 'unknown_name' });
  return null;
};

/** The password hashed anew where the cost was raised since; null where it need not be, or cannot be now. */
const strengthened = async (
  { passwords }: Pick<Dependencies, 'passwords'>,
  { passwordHash }: PasswordTry,
  password: string,
): Promise<string | null> => {
  if (passwordHash === null || !passwords.isOutdated(passwordHash)) return null;
  // A sign-in does not fail for this: when hashing is busy, the next one tries again.
  return passwords.hash(password).catch(() => null);
};

/**
 * Signs in by username or email and password. Throws `too_many_sign_ins` when the budget of this name at this address is
 * spent, else `invalid_credentials` for every reason there is, after the same work: a wrong password is not to be told
 * from an unknown, suspended, locked or password-less account. An expired password, or one that must be changed, is wrong
 * as well, unless the caller accepts a restricted sign-in, good for changing it alone.
 */
export const signIn =
  (needs: Dependencies): Controller<'auth.signIn'> =>
  async ({ name, password, acceptsRestricted = false }, context) => {
    const tried = await admitTry(needs, { operation: 'auth.signIn', name, context });
    const signedIn = await decideTry(needs, tried, password, {
      prepare: async (isRight) => ({
        isRight,
        betterHash: isRight ? await strengthened(needs, tried, password) : null,
      }),
      decide: (tx, prepared) => {
        const now = toInstant(needs.clock.now());
        return decide(needs, tx, { ...prepared, tried, acceptsRestricted, context, now });
      },
    });
    if (!signedIn) throw new AppError('invalid_credentials');
    return signedIn;
  };
