import { AppError } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import type { Repositories } from '../../domain/repositories';
import { REFRESH_TOKEN_PREFIX, type SignedIn } from '../../domain/session';
import { SIGN_IN_LIMITS } from '../../domain/sign-in';
import type { User } from '../../domain/user';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { issueTokens, sessionExpiry } from './issue-tokens';
import { admit, type Candidate, compare, type SignInTry, signInTry } from './sign-in-try';

interface Decision {
  readonly tried: SignInTry;
  readonly candidate: Candidate;
  readonly isRight: boolean;
  readonly context: OperationContext;
  readonly now: Instant;
}

/** Why the held user may not sign in; null when it may. For the audit trail alone: the answer is the same for all. */
const refusal = (
  user: User | null,
  currentHash: string | null,
  { candidate, isRight }: Decision,
): string | null => {
  if (!user) return 'unknown_name';
  if (currentHash === null) return 'no_password';
  if (!isRight) return 'wrong_password';
  if (currentHash !== candidate.passwordHash) return 'password_changed_meanwhile';
  if (user.lock) return 'locked';
  return user.status === 'active' ? null : 'suspended';
};

const refuse = async (tx: Repositories, decision: Decision, reason: string): Promise<null> => {
  const { candidate, tried, context, now } = decision;
  const lockedUntil = toInstant(new Date(Date.parse(now) + SIGN_IN_LIMITS.lockMs));
  await tx.users.noteFailure(candidate.userId, SIGN_IN_LIMITS.failuresPerAccount, lockedUntil, now);
  await tx.audit.append(
    auditEntry(context, {
      operation: 'auth.signIn',
      at: now,
      result: 'refused',
      ...(candidate.userId > 0 && { target: { type: 'user' as const, id: candidate.userId } }),
      details: { name: tried.told, reason },
    }),
  );
  return null;
};

const grant = async (
  needs: Dependencies,
  tx: Repositories,
  user: User,
  { tried, context, now }: Decision,
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
  await tx.throttle.clear(tried.key);
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
  const { candidate, now } = decision;
  const user = await tx.users.hold({ kind: 'id', value: String(candidate.userId) }, now);
  const currentHash = await tx.users.passwordHash(candidate.userId);
  const reason = refusal(user, currentHash, decision);
  return user && reason === null
    ? grant(needs, tx, user, decision)
    : refuse(tx, decision, reason ?? 'unknown_name');
};

/**
 * Signs in by username or email and password. Throws `too_many_sign_ins` when the budget of this name at this address is
 * spent, else `invalid_credentials` for every reason there is, after the same work: a wrong password is not to be told
 * from an unknown, suspended, locked or password-less account.
 */
export const signIn =
  (needs: Dependencies): Controller<'auth.signIn'> =>
  async ({ name, password }, context) => {
    const tried = signInTry(name, context);
    const admission = await admit(needs, tried, context);
    if ('retryAfter' in admission) throw new AppError('too_many_sign_ins', admission);
    const { candidate } = admission;
    const isRight = await compare(needs, tried, candidate, password);
    const now = toInstant(needs.clock.now());
    // The refusal is an effect that must be committed, so it is thrown only after the transaction.
    const signedIn = await needs.work.transaction((tx) =>
      decide(needs, tx, { tried, candidate, isRight, context, now }),
    );
    if (!signedIn) throw new AppError('invalid_credentials');
    return signedIn;
  };
