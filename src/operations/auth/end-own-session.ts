import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** Ends one of the caller's own sessions, this one included. Throws `session_not_found`, for somebody else's as well. */
export const endOwnSession =
  ({ work, clock }: Dependencies): Controller<'auth.endSession'> =>
  async ({ session }, context) => {
    const { userId } = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const isEnded = await tx.sessions.end(session, userId, 'ended', now);
      if (!isEnded) throw new AppError('session_not_found');
      const target = { type: 'session', id: session } as const;
      await tx.audit.append(auditEntry(context, { operation: 'auth.endSession', at: now, target }));
      return undefined;
    });
  };
