import { type Instant, instantAfter } from '../../domain/instant';
import type { Repositories } from '../../domain/repositories';
import { REFRESH_TOKEN_PREFIX, type SignedIn } from '../../domain/session';
import type { User } from '../../domain/user';
import { auditEntry } from '../audit-entry';
import type { Dependencies } from '../dependencies';
import type { AdmittedTry } from './admit-try';
import { issueTokens, sessionExpiry } from './issue-tokens';

type Needs = Pick<Dependencies, 'ids' | 'secrets' | 'clock' | 'rules' | 'accessTokens'>;

/** A try that was right, for a held user who may sign in. */
interface Granted {
  readonly user: User;
  readonly tried: AdmittedTry;
  readonly now: Instant;
  /** The session is to be good for changing the password alone. */
  readonly isRestricted?: boolean;
}

/**
 * Starts a session, as the end of the transaction that decided the try: whatever was shown to prove who it is, the rows,
 * the audit entry and the cleared failures are the same. A restricted one cannot be refreshed: it lasts as long as its
 * access token.
 */
export const startSession = async (
  needs: Needs,
  tx: Repositories,
  { user, tried, now, isRestricted = false }: Granted,
): Promise<SignedIn> => {
  const { ids, secrets, accessTokens } = needs;
  const { operation, context } = tried.attempt;
  const { origin } = context;
  const refreshToken = isRestricted ? null : REFRESH_TOKEN_PREFIX + ids.secret();
  const session = {
    id: ids.ulid(),
    userId: user.id,
    ip: origin.ip,
    userAgent: origin.userAgent,
    dialect: origin.dialect,
    expiresAt: isRestricted
      ? instantAfter(now, accessTokens.ttlSeconds * 1000)
      : sessionExpiry(needs, now, now),
    refreshDigest: refreshToken === null ? null : secrets.digest(refreshToken),
    isRestricted,
  };
  await tx.users.noteSignIn(user.id, now);
  await tx.tries.succeed(tried.id, tried.key);
  await tx.sessions.start(session, now);
  await tx.audit.append(
    auditEntry(context, {
      operation,
      at: now,
      target: { type: 'user', id: user.id },
      details: { name: tried.told, session: session.id, ...(isRestricted && { restricted: true }) },
    }),
  );
  const epoch = await tx.sessions.epochOf(user.id);
  const signedIn = { ...user, lastSignInAt: now, failedSignIns: 0 };
  return issueTokens(needs, { user: signedIn, sessionId: session.id, epoch, refreshToken });
};
