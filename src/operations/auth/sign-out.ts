import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import type { Principal } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** The caller's own session that a refresh token belongs to, live or not. Throws `invalid_refresh_token`. */
const sessionOf = async (
  { work, secrets }: Pick<Dependencies, 'work' | 'secrets'>,
  refreshToken: string,
  { userId }: Principal,
): Promise<string> => {
  const token = await work.read.sessions.holdRefreshToken(secrets.digest(refreshToken));
  if (token?.userId !== userId) throw new AppError('invalid_refresh_token');
  return token.sessionId;
};

/**
 * Ends the session of the access token that made the call, and the one that the refresh token belongs to where one is
 * given; what has ended already stays so. An API token belongs to no session. Throws `invalid_refresh_token` for one that
 * is not the caller's: then nothing ends.
 */
export const signOut =
  (needs: Dependencies): Controller<'auth.signOut'> =>
  async ({ refreshToken }, context) => {
    const caller = callerOf(context);
    const { userId, credential } = caller;
    const named = refreshToken === undefined ? [] : [await sessionOf(needs, refreshToken, caller)];
    const own = credential.kind === 'session' ? [credential.sessionId] : [];
    // In the same order for everybody: two that sign each other out must not wait for one another for ever.
    const ids = [...new Set([...named, ...own])].sort();
    if (ids.length === 0) return undefined;
    const now = toInstant(needs.clock.now());
    return needs.work.transaction(async (tx) => {
      for (const id of ids) {
        if (!(await tx.sessions.end(id, userId, 'signed_out', now))) continue;
        const target = { type: 'session', id } as const;
        await tx.audit.append(auditEntry(context, { operation: 'auth.signOut', at: now, target }));
      }
      return undefined;
    });
  };
