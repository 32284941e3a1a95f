import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { actorId, assertNotOneself } from '../../domain/principal';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, present } from './hold-user';
import { userEffect } from './user-effect';

/**
 * Suspends a user, for good or until a time after which it is active again by itself, and ends its sessions. Suspending
 * a suspended user succeeds and changes nothing. Throws `invalid_fields` for an end that is not in the future.
 */
export const suspendUser = (needs: Dependencies): Controller<'users.suspend'> => {
  const suspend = userEffect(
    'users.suspend',
    needs,
    async ({ tx, user, caller, now, note }, { reason, until }) => {
      assertNotOneself(caller, user, 'suspend');
      if (user.status === 'suspended') return user;
      await assertNotLastAdministrator(tx, user, now);
      const suspension = { reason, until, at: now, by: actorId(caller) };
      const suspended = present(await tx.users.update(user.id, { suspension }, now));
      await endSessions(tx, user.id, 'suspended', now);
      await note({ reason, until });
      return suspended;
    },
  );
  return async (input, context) => {
    if (input.until !== null && input.until <= toInstant(needs.clock.now())) {
      throw new AppError('invalid_fields', { issues: [{ field: 'until', rule: 'future' }] });
    }
    return suspend(input, context);
  };
};
