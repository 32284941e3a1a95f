import { AppError } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import { passwordBar } from '../../domain/password-expiry';
import type { Repositories } from '../../domain/repositories';
import type { SignedIn } from '../../domain/session';
import { refOf, type User } from '../../domain/user';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { type AdmittedTry, admitTry } from './admit-try';
import {
  absence,
  comparisonBar,
  fail,
  refuseByPassword,
  right,
  settleByPassword,
  type TryOutcome,
} from './decide-try';
import { startSession } from './start-session';
import { tellSignIn } from './tell-sign-in';

interface Decision {
  readonly tried: AdmittedTry;
  readonly isRight: boolean;
  /** Whether a password that only lets itself be changed signs in for that. */
  readonly acceptsRestricted: boolean;
  readonly now: Instant;
}

/**
 * Why the held user may not sign in; null when it may. What closes the account comes before what was shown: then the
 * password decided nothing. For the audit trail alone: the answer is the same for all.
 */
const refusal = (
  user: User,
  currentHash: string | null,
  { tried, isRight, acceptsRestricted, now }: Decision,
): string | null => {
  if (user.lock) return 'locked';
  if (user.status !== 'active') return 'suspended';
  if (user.userType === 'general') return 'code_only';
  if (currentHash === null) return 'no_password';
  return comparisonBar(user, tried, isRight) ?? (acceptsRestricted ? null : passwordBar(user, now));
};

/**
 * Decides on the user as it is now, held: what came between the look-up and the end of the comparison, such as a lock by
 * other tries or a new password, wins over a password that was right a moment ago.
 */
const decide = async (
  needs: Dependencies,
  tx: Repositories,
  decision: Decision,
): Promise<TryOutcome<SignedIn>> => {
  const { tried, now } = decision;
  const user = await tx.users.hold(refOf({ id: tried.userId }), now);
  const currentHash = await tx.users.passwordHash(tried.userId);
  if (!user) return fail(tx, tried, { now, reason: absence(tried) });
  const reason = refusal(user, currentHash, decision);
  if (reason !== null) return refuseByPassword(tx, tried, { now, reason });
  const isRestricted = passwordBar(user, now) !== null;
  return right(await startSession(needs, tx, { user, tried, now, isRestricted }));
};

/**
 * Hashes the password anew where the cost was raised since. After the sign-in, and only then: hashing before it is
 * decided would tell a right password by its time where the account is locked. No sign-in fails for this: when hashing or
 * the database is busy, the next one tries again.
 */
const strengthen = async (
  { work, passwords }: Pick<Dependencies, 'work' | 'passwords'>,
  { userId, passwordHash }: AdmittedTry,
  password: string,
): Promise<void> => {
  if (passwordHash === null || !passwords.isOutdated(passwordHash)) return;
  try {
    await work.read.users.rehash(userId, passwordHash, await passwords.hash(password));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
};

/**
 * Signs in by username, email or employee id and password. Throws `too_many_sign_ins` when the budget of this name at this address is
 * spent, else `invalid_credentials` for every reason there is, after the same work: a wrong password is not to be told
 * from an unknown, suspended, locked or password-less account, or from one that signs in by code only. An expired password, or one that must be changed, is wrong
 * as well, unless the caller accepts a restricted sign-in, good for changing it alone.
 */
export const signIn =
  (needs: Dependencies): Controller<'auth.signIn'> =>
  ({ name, password, acceptsRestricted = false }, context) =>
    tellSignIn(needs, async () => {
      const asked = { operation: 'auth.signIn', name, context, isHeardWhenLocked: true } as const;
      const tried = await admitTry(needs, asked);
      const signedIn = await settleByPassword(needs, tried, password, (isRight) =>
        needs.work.transaction((tx) => {
          const now = toInstant(needs.clock.now());
          return decide(needs, tx, { tried, isRight, acceptsRestricted, now });
        }),
      );
      if (!signedIn) throw new AppError('invalid_credentials');
      await strengthen(needs, tried, password);
      return signedIn;
    });
