import { assertNoIssues } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { actorId, assertMayGrant } from '../../domain/principal';
import type { UserFields } from '../../domain/repositories';
import { DEFAULT_ROLE, inRankOrder } from '../../domain/role';
import type { NewUser } from '../../domain/user';
import { userIssues } from '../../domain/user-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

const fieldsOf = (
  fields: NewUser,
  by: number | null,
  passwordHash: string | null,
  now: string,
): UserFields => ({
  username: fields.username,
  name: fields.name ?? null,
  email: fields.email,
  phone: fields.phone || null,
  passwordHash,
  canWrite: fields.canWrite ?? true,
  suspension: fields.status === 'suspended' ? { reason: null, until: null, at: now, by } : null,
  lock: null,
  roles: inRankOrder(fields.roles ?? [DEFAULT_ROLE]),
});

/** Makes a user. Throws `invalid_fields`, `username_taken`, `email_taken`; `forbidden` for a role above the caller's. */
export const createUser =
  ({ work, clock, ids, passwords }: Dependencies): Controller<'users.create'> =>
  async ({ fields }, context) => {
    const caller = callerOf(context);
    assertNoIssues(userIssues(fields));
    assertMayGrant(caller, fields.roles ?? [DEFAULT_ROLE]);
    const passwordHash = fields.password === undefined ? null : await passwords.hash(fields.password);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await tx.users.insert(
        fieldsOf(fields, actorId(caller), passwordHash, now),
        { ulid: ids.ulid(), hexId: ids.hexId() },
        now,
      );
      const details = { username: user.username, email: user.email, roles: user.roles, status: user.status };
      await tx.audit.append(
        auditEntry(context, {
          operation: 'users.create',
          at: now,
          target: { type: 'user', id: user.id },
          details,
        }),
      );
      return user;
    });
  };
