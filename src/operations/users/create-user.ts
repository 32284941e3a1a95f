import { assertNoIssues, type Issue } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { actorId, assertMayGrant } from '../../domain/principal';
import type { NewUserFields } from '../../domain/repositories';
import { DEFAULT_ROLE, inRankOrder } from '../../domain/role';
import type { NewUser } from '../../domain/user';
import { userIssues } from '../../domain/user-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { wantedIssues } from '../set-password';

const fieldsOf = (
  fields: NewUser,
  by: number | null,
  passwordHash: string | null,
  now: string,
): NewUserFields => ({
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

const issuesOfPassword = async (needs: Dependencies, { password, ...names }: NewUser): Promise<Issue[]> =>
  password === undefined ? [] : wantedIssues(needs, { password, field: 'password' }, names);

/** Makes a user. Throws `invalid_fields`, `username_taken`, `email_taken`; `forbidden` for a role above the caller's. */
export const createUser =
  (needs: Dependencies): Controller<'users.create'> =>
  async ({ fields }, context) => {
    const { work, clock, ids, passwords } = needs;
    const caller = callerOf(context);
    assertNoIssues([...userIssues(fields), ...(await issuesOfPassword(needs, fields))]);
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
