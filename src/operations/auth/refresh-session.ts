import { AppError } from '../../domain/error';
import { type Instant, toInstant, toMillis } from '../../domain/instant';
import type { Rules } from '../../domain/ports';
import type { HeldRefreshToken, Repositories } from '../../domain/repositories';
import type { SignedIn } from '../../domain/session';
import { mayHoldSessions } from '../../domain/sign-in';
import { refOf } from '../../domain/user';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { issueTokens, sessionExpiry } from './issue-tokens';

interface Refresh {
  readonly token: HeldRefreshToken;
  readonly refreshToken: string;
  readonly context: OperationContext;
  readonly now: Instant;
}

/** Whether a used token may be answered again: two tabs that refresh at once, or an answer that was lost on its way. */
const isInGrace = (
  { usedAt, isChildUsed }: HeldRefreshToken,
  now: Instant,
  { refreshGraceSeconds }: Rules,
): boolean =>
  usedAt !== null && !isChildUsed && toMillis(now) - toMillis(usedAt) <= refreshGraceSeconds * 1000;

const note = (
  tx: Repositories,
  refresh: Refresh,
  outcome: { result?: 'refused'; details?: { reason: string } },
) => {
  const { token, context, now } = refresh;
  const target = { type: 'session', id: token.sessionId } as const;
  return tx.audit.append(auditEntry(context, { operation: 'auth.refresh', at: now, target, ...outcome }));
};

/** An old token came back: somebody has stolen it or its child, and nobody can tell who is who. */
const endFamily = async (tx: Repositories, refresh: Refresh): Promise<void> => {
  const { token, now } = refresh;
  await tx.sessions.end(token.sessionId, token.userId, 'refresh_reused', now);
  await note(tx, refresh, { result: 'refused', details: { reason: 'refresh_reused' } });
};

const grant = async (needs: Dependencies, tx: Repositories, refresh: Refresh): Promise<SignedIn | null> => {
  const { token, refreshToken, now } = refresh;
  const user = await tx.users.find(refOf({ id: token.userId }), now);
  if (!user || !mayHoldSessions(user)) return null;
  const child = needs.secrets.childOf(refreshToken);
  if (token.usedAt === null) {
    const tokens = { parent: needs.secrets.digest(refreshToken), child: needs.secrets.digest(child) };
    await tx.sessions.rotate(tokens, sessionExpiry(needs, token.sessionCreatedAt, now), now);
    await note(tx, refresh, {});
  }
  const epoch = await tx.sessions.epochOf(user.id);
  return issueTokens(needs, { user, sessionId: token.sessionId, epoch, refreshToken: child });
};

/**
 * Trades a refresh token for a new pair. A token is used once; for ten seconds, and as long as its child is unused, it
 * is answered again with that same child. Any other use of a used one ends its session. Throws `invalid_refresh_token`.
 */
export const refreshSession =
  (needs: Dependencies): Controller<'auth.refresh'> =>
  async ({ refreshToken }, context) => {
    const digest = needs.secrets.digest(refreshToken);
    // Ending a family must be committed although the call is refused, so the refusal is thrown after the transaction.
    const signedIn = await needs.work.transaction(async (tx) => {
      const token = await tx.sessions.holdRefreshToken(digest);
      const now = toInstant(needs.clock.now());
      if (!token || token.endedAt !== null || token.expiresAt <= now) return null;
      const refresh = { token, refreshToken, context, now };
      if (token.usedAt === null || isInGrace(token, now, needs.rules)) return grant(needs, tx, refresh);
      await endFamily(tx, refresh);
      return null;
    });
    if (!signedIn) throw new AppError('invalid_refresh_token');
    return signedIn;
  };
