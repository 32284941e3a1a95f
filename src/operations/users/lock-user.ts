import { toInstant } from '../../domain/instant';
import { actorId, assertMayTouch, assertNotOneself } from '../../domain/principal';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotLastAdministrator, holdUser, present } from './hold-user';

/** Locks a user until somebody unlocks it, and ends its sessions. Locking twice succeeds and changes nothing. */
export const lockUser =
  ({ work, clock }: Dependencies): Controller<'users.lock'> =>
  async ({ user: ref }, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await holdUser(tx, ref, now);
      assertMayTouch(caller, user);
      assertNotOneself(caller, user, 'lock');
      if (user.lock?.cause === 'administrator') return user;
      await assertNotLastAdministrator(tx, user, now);
      const lock = { cause: 'administrator', until: null, by: actorId(caller) } as const;
      const locked = present(await tx.users.update(user.id, { lock }, now));
      await endSessions(tx, user.id, 'locked', now);
      await tx.audit.append(
        auditEntry(context, { operation: 'users.lock', at: now, target: { type: 'user', id: user.id } }),
      );
      return locked;
    });
  };
