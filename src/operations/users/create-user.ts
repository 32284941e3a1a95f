import type { Issue } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import { actorId, assertMayGrant } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import type { NewUserFields } from '../../domain/repositories/users';
import { inRankOrder } from '../../domain/role';
import { NEW_USER, type NewUser, refOf, type User } from '../../domain/user';
import { userIssues } from '../../domain/user-rules';
import { initialCanWrite } from '../../domain/write-permission';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { OperationContext } from '../context';
import type { Controller, CreateUserInput } from '../contract';
import { type Creation, createOnce } from '../create-once';
import type { Dependencies } from '../dependencies';
import { wantedIssues } from '../set-password';
import { askedUser } from './asked-user';
import { assertAcceptable } from './assert-acceptable';
import { freeUsername, untilNameIsFree } from './derived-username';

interface Given {
  readonly username: string;
  readonly by: number | null;
  readonly passwordHash: string | null;
  readonly now: string;
}

const fieldsOf = (fields: NewUser, { username, by, passwordHash, now }: Given): NewUserFields => {
  const { roles = NEW_USER.roles, canWrite } = fields;
  return {
    username,
    name: fields.name ?? NEW_USER.name,
    email: fields.email,
    isEmailVerified: fields.isEmailVerified ?? NEW_USER.isEmailVerified,
    phone: fields.phone || NEW_USER.phone,
    userType: fields.userType ?? NEW_USER.userType,
    employeeId: fields.employeeId ?? NEW_USER.employeeId,
    passwordHash,
    canWrite: initialCanWrite({ roles, canWrite }),
    suspension: fields.status === 'suspended' ? { reason: null, until: null, at: now, by } : null,
    lock: null,
    roles: inRankOrder(roles),
  };
};

const issuesOfPassword = async (
  needs: Dependencies,
  { password, username = '', email = '' }: Partial<NewUser>,
): Promise<Issue[]> =>
  password === undefined ? [] : wantedIssues(needs, { password, field: 'password' }, { username, email });

/** The email must be there; where a wrong one was, that has been found already. */
const issuesOfEmail = ({ fields, found }: CreateUserInput): Issue[] => {
  const isTold = found?.issues.some(({ field }) => field === 'email');
  return fields.email === undefined && !isTold ? [{ field: 'email', rule: 'required' }] : [];
};

const acceptable = async (needs: Dependencies, input: CreateUserInput): Promise<NewUser> => {
  const { fields, found } = input;
  const issues = [...issuesOfEmail(input), ...userIssues(fields), ...(await issuesOfPassword(needs, fields))];
  await assertAcceptable(needs, { issues, found, names: fields, except: null });
  // Whatever has no email was refused.
  return fields as NewUser;
};

interface Making {
  readonly passwordHash: string | null;
  readonly context: OperationContext;
  readonly now: Instant;
}

const insert = async (
  tx: Repositories,
  { ids }: Pick<Dependencies, 'ids'>,
  fields: NewUser,
  { passwordHash, context, now }: Making,
): Promise<User> => {
  const by = actorId(callerOf(context));
  const username = fields.username ?? (await freeUsername(tx, fields.email));
  const user = await tx.users.insert(
    fieldsOf(fields, { username, by, passwordHash, now }),
    { ulid: ids.ulid(), hexId: ids.hexId() },
    now,
  );
  const details = { username: user.username, email: user.email, roles: user.roles, status: user.status };
  const target = { type: 'user', id: user.id } as const;
  await tx.audit.append(auditEntry(context, { operation: 'users.create', at: now, target, details }));
  return user;
};

const creationOf = (
  { clock }: Pick<Dependencies, 'clock'>,
  { fields, found }: CreateUserInput,
): Creation<User> => ({
  operation: 'users.create',
  asked: found && found.issues.length > 0 ? null : askedUser(fields),
  idOf: ({ id }) => id,
  again: (on, { madeId }) => on.users.find(refOf({ id: madeId }), toInstant(clock.now())),
});

/**
 * Makes a user; without a username it gets one made of its email. Throws `invalid_fields`, `username_taken`,
 * `email_taken`, `employee_id_taken`; `forbidden` for a role above the caller's; what `createOnce` throws.
 */
export const createUser =
  (needs: Dependencies): Controller<'users.create'> =>
  async (input, context) => {
    assertMayGrant(callerOf(context), input.fields.roles ?? NEW_USER.roles);
    return createOnce(needs, creationOf(needs, input), context, async (transact) => {
      const fields = await acceptable(needs, input);
      const { password } = fields;
      const passwordHash = password === undefined ? null : await needs.passwords.hash(password);
      const attempt = () => {
        const making = { passwordHash, context, now: toInstant(needs.clock.now()) };
        return transact((tx) => insert(tx, needs, fields, making));
      };
      return fields.username === undefined ? untilNameIsFree(attempt) : attempt();
    });
  };
