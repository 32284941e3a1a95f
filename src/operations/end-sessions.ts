import type { Instant } from '../domain/instant';
import type { Repositories } from '../domain/repositories';
import type { SessionEnd } from '../domain/session';

/**
 * Ends every session of a user and voids the access tokens made in them, as part of the transaction that gives the
 * reason. Returns how many sessions there were.
 */
export const endSessions = async (
  tx: Repositories,
  userId: number,
  why: SessionEnd,
  now: Instant,
): Promise<number> => {
  await tx.users.bumpSessionEpoch(userId);
  return tx.sessions.endAllOf(userId, why, now);
};
