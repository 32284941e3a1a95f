import { AppError } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import type { Repositories } from '../../domain/repositories';
import { REFRESH_TOKEN_PREFIX, type SignedIn } from '../../domain/session';
import type { User } from '../../domain/user';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { issueTokens, sessionExpiry } from './issue-tokens';
import { admitTry, decideTry, fail, type PasswordTry } from './password-try';

interface Decision {
  readonly tried: PasswordTry;
  readonly isRight: boolean;
  /** The same password, hashed at more cost. */
  readonly betterHash: string | null;
  readonly context: OperationContext;
  readonly now: Instant;
}

/** Why the held user may not sign in; null when it may. For the audit trail alone: the answer is the same for all. */
const refusal = (
  user: User | null,
  currentHash: string | null,
  { tried, isRight }: Decision,
): string | null => {
  if (!user) return 'unknown_name';
  if (currentHash === null) return 'no_password';
  if (!isRight) return 'wrong_password';
  if (currentHash !== tried.passwordHash) return 'password_changed_meanwhile';
  if (user.lock) return 'locked';
  return user.status === 'active' ? null : 'suspended';
};

const grant = async (
  needs: Dependencies,
  tx: Repositories,
  user: User,
  { tried, betterHash, context, now }: Decision,
): Promise<SignedIn> => {
  const { ids, secrets } = needs;
  const { origin } = context;
  const refreshToken = REFRESH_TOKEN_PREFIX + ids.secret();
  const session = {
    id: ids.ulid(),
    userId: user.id,
    ip: origin.ip,
    userAgent: origin.userAgent,
    dialect: origin.dialect,
    expiresAt: sessionExpiry(needs),
    refreshDigest: secrets.digest(refreshToken),
  };
  await tx.users.noteSignIn(user.id, now);
  if (betterHash && tried.passwordHash) await tx.users.rehash(user.id, tried.passwordHash, betterHash);
  await tx.tries.succeed(tried.id, tried.key);
  await tx.sessions.start(session, now);
  await tx.audit.append(
    auditEntry(context, {
      operation: 'auth.signIn',
      at: now,
      target: { type: 'user', id: user.id },
      details: { name: tried.told, session: session.id },
    }),
  );
  const epoch = await tx.sessions.epochOf(user.id);
  const signedIn = { ...user, lastSignInAt: now, failedSignIns: 0 };
  return issueTokens(needs, { user: signedIn, sessionId: session.id, epoch, refreshToken });
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
 * from an unknown, suspended, locked or password-less account.
 */
export const signIn =
  (needs: Dependencies): Controller<'auth.signIn'> =>
  async ({ name, password }, context) => {
    const tried = await admitTry(needs, { operation: 'auth.signIn', name, context });
    const signedIn = await decideTry(needs, tried, password, {
      prepare: async (isRight) => ({
        isRight,
        betterHash: isRight ? await strengthened(needs, tried, password) : null,
      }),
      decide: (tx, prepared) =>
        decide(needs, tx, { ...prepared, tried, context, now: toInstant(needs.clock.now()) }),
    });
    if (!signedIn) throw new AppError('invalid_credentials');
    return signedIn;
  };
