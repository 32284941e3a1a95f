import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { actorId, assertMayTouch, assertNotOneself } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, holdUser, present } from './hold-user';

/**
 * Suspends a user, for good or until a time after which it is active again by itself, and ends its sessions. Suspending
 * a suspended user succeeds and changes nothing. Throws `invalid_fields` for an end that is not in the future.
 */
export const suspendUser =
  ({ work, clock }: Dependencies): Controller<'users.suspend'> =>
  async ({ user: ref, reason, until }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    if (until !== null && until <= now) {
      throw new AppError('invalid_fields', { issues: [{ field: 'until', rule: 'future' }] });
    }
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      assertNotOneself(caller, user, 'suspend');
      if (user.status === 'suspended') return user;
      await assertNotLastAdministrator(tx, user, now);
      const suspension = { reason, until, at: now, by: actorId(caller) };
      const suspended = present(await tx.users.update(user.id, { suspension }, now));
      await endSessions(tx, user.id, 'suspended', now);
      await tx.audit.append(
        auditEntry(context, {
          operation: 'users.suspend',
          at: now,
          target: { type: 'user', id: user.id },
          details: { reason, until },
        }),
      );
      return suspended;
    });
  };
