import { toInstant } from '../../domain/instant';
import { assertMayTouch } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { holdUser } from './hold-user';

/**
 * Ends all of a user's sessions and voids every access token made so far, which is an effect even where no session was
 * live. Throws `user_not_found`.
 */
export const endUserSessions =
  ({ work, clock }: Dependencies): Controller<'users.endSessions'> =>
  async ({ user: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      const ended = await endSessions(tx, user.id, 'ended', now);
      await tx.audit.append(
        auditEntry(context, {
          operation: 'users.endSessions',
          at: now,
          target: { type: 'user', id: user.id },
          details: { sessions: ended },
        }),
      );
      return { ended };
    });
  };
