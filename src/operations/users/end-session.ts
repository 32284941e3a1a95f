import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { assertMayTouch } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { holdUser } from './hold-user';

/** Ends one of a user's sessions. Throws `user_not_found`, `session_not_found`. */
export const endUserSession =
  ({ work, clock }: Dependencies): Controller<'users.endSession'> =>
  async ({ user: ref, session }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      const isEnded = await tx.sessions.end(session, user.id, 'ended', now);
      if (!isEnded) throw new AppError('session_not_found');
      await tx.audit.append(
        auditEntry(context, {
          operation: 'users.endSession',
          at: now,
          target: { type: 'user', id: user.id },
          details: { session },
        }),
      );
      return undefined;
    });
  };
