import { AppError } from '../../domain/error';
import { type Instant, toInstant, toMillis } from '../../domain/instant';
import type { Rules } from '../../domain/ports';
import type { Repositories } from '../../domain/repositories';
import type { HeldRefreshToken } from '../../domain/repositories/sessions';
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

const noteRefresh = (tx: Repositories, { token, context, now }: Refresh): Promise<void> => {
  const target = { type: 'session', id: token.sessionId } as const;
  return tx.audit.append(auditEntry(context, { operation: 'auth.refresh', at: now, target }));
};

/** What is answered to a refusal: the end of the time that every session has is told, all else is not told apart. */
type Refusal = 'invalid_refresh_token' | 'refresh_token_expired';

/** Leaves an entry of a refusal with its reason. */
const refuse = async (
  tx: Repositories,
  { token, context, now }: { token: HeldRefreshToken | null; context: OperationContext; now: Instant },
  reason: string,
): Promise<Refusal> => {
  const target = token && ({ type: 'session', id: token.sessionId } as const);
  const happening = { operation: 'auth.refresh', at: now, result: 'refused', details: { reason } } as const;
  await tx.audit.append(auditEntry(context, { ...happening, ...(target && { target }) }));
  return reason === 'session_expired' ? 'refresh_token_expired' : 'invalid_refresh_token';
};

/** An old token came back: somebody has stolen it or its child, and nobody can tell who is who. */
const endFamily = async (tx: Repositories, refresh: Refresh): Promise<Refusal> => {
  const { token, now } = refresh;
  await tx.sessions.end(token.sessionId, token.userId, 'refresh_reused', now);
  return refuse(tx, refresh, 'refresh_reused');
};

const grant = async (
  needs: Dependencies,
  tx: Repositories,
  refresh: Refresh,
): Promise<SignedIn | Refusal> => {
  const { token, refreshToken, now } = refresh;
  const user = await tx.users.find(refOf({ id: token.userId }), now);
  if (!user || !mayHoldSessions(user)) return refuse(tx, refresh, 'owner_barred');
  const child = needs.secrets.childOf(refreshToken);
  if (token.usedAt === null) {
    const tokens = { parent: needs.secrets.digest(refreshToken), child: needs.secrets.digest(child) };
    await tx.sessions.rotate(tokens, sessionExpiry(needs, token.sessionCreatedAt, now), now);
    await noteRefresh(tx, refresh);
  }
  const epoch = await tx.sessions.epochOf(user.id);
  return issueTokens(needs, { user, sessionId: token.sessionId, epoch, refreshToken: child });
};

const decide = async (
  needs: Dependencies,
  tx: Repositories,
  { refreshToken, context }: Pick<Refresh, 'refreshToken' | 'context'>,
): Promise<SignedIn | Refusal> => {
  const token = await tx.sessions.holdRefreshToken(needs.secrets.digest(refreshToken));
  const now = toInstant(needs.clock.now());
  if (!token) return refuse(tx, { token, context, now }, 'unknown_token');
  const refresh = { token, refreshToken, context, now };
  if (token.endedAt !== null) return refuse(tx, refresh, 'session_ended');
  if (token.expiresAt <= now) return refuse(tx, refresh, 'session_expired');
  const isGood = token.usedAt === null || isInGrace(token, now, needs.rules);
  return isGood ? grant(needs, tx, refresh) : endFamily(tx, refresh);
};

/**
 * Trades a refresh token for a new pair. A token is used once; for ten seconds, and as long as its child is unused, it
 * is answered again with that same child. Any other use of a used one ends its session. Throws `refresh_token_expired` where
 * the session has run out, `invalid_refresh_token` otherwise.
 */
export const refreshSession =
  (needs: Dependencies): Controller<'auth.refresh'> =>
  async ({ refreshToken }, context) => {
    // A refusal leaves traces that must be committed, so it is thrown after the transaction.
    const outcome = await needs.work.transaction((tx) => decide(needs, tx, { refreshToken, context }));
    if (typeof outcome === 'string') throw new AppError(outcome);
    return outcome;
  };
