import { isDeepStrictEqual } from 'node:util';
import type { RoleName } from '../../../src/domain/role';
import type { Values } from '../support/saying';
import { derivedUsername, isSuspended, type Member, storedUsername } from './member';
import { READER, type Request, rank } from './request';

/** "Role readonly sets `can_write` false unless given." */
const makesReader = (roles: unknown): boolean =>
  roles !== undefined && rank(roles as readonly RoleName[]) === READER;

/** The member with these changes, before anybody asks whether they are allowed. */
const changed = (member: Member, { status, ...values }: Values, { by, now }: Request): Member => {
  const given = { ...member, ...(values as Partial<Member>) };
  const next = { ...given, username: storedUsername(given.username) };
  const isSuspension = status === 'suspended' && !isSuspended(member, now);
  const isReturn = status === 'active' && isSuspended(member, now);
  return {
    ...next,
    canWrite:
      (values['canWrite'] as boolean | undefined) ?? (makesReader(values['roles']) ? false : member.canWrite),
    isEmailVerified:
      (values['isEmailVerified'] as boolean | undefined) ??
      (next.email === member.email && member.isEmailVerified),
    ...(isSuspension && { suspension: { reason: null, until: null, at: now, by } }),
    ...(isReturn && { suspension: null }),
  };
};

/** The member after an effect; where that changed nothing the same member, untouched. */
const touched = (before: Member, after: Member, now: number): Member =>
  isDeepStrictEqual(before, after) ? before : { ...after, updatedAt: now, version: before.version + 1 };

/** What each operation makes of the member. */
const EFFECTS: Readonly<Record<string, (member: Member, request: Request) => Member>> = {
  'users.get': (member) => member,
  'users.update': (member, request) => changed(member, request.values, request),
  'users.setRoles': (member, request) => changed(member, request.values, request),
  'users.delete': (member, { now }) => ({ ...member, deletedAt: now, wasDeleted: true }),
  'users.restore': (member) => ({ ...member, deletedAt: null }),
  'users.suspend': (member, { values, by, now }) =>
    isSuspended(member, now)
      ? member
      : {
          ...member,
          suspension: {
            reason: (values['reason'] as string | undefined) ?? null,
            until: values['until'] === undefined ? null : Date.parse(String(values['until'])),
            at: now,
            by,
          },
        },
  'users.unsuspend': (member, { now }) =>
    isSuspended(member, now) ? { ...member, suspension: null } : member,
  'users.lock': (member, { by }) => (member.lock ? member : { ...member, lock: { by } }),
  'users.unlock': (member) => ({ ...member, lock: null }),
};

/** The member after an operation that is allowed; the same one where it changes nothing. */
export const effectOf = (member: Member, request: Request): Member =>
  touched(member, EFFECTS[request.operation]?.(member, request) ?? member, request.now);

const NEW = { name: null, canWrite: true, phone: null, userType: 'employee', employeeId: null } as const;

/** A new member with these values, at its place after the others. */
export const newMember = (
  members: readonly Member[],
  values: Values,
  request: Pick<Request, 'by' | 'now'>,
): Member => {
  const { status, ...fields } = values;
  const { by, now } = request;
  const roles = (fields['roles'] ?? ['user']) as RoleName[];
  const member = {
    ...{ ...NEW, roles, isEmailVerified: false, lock: null, deletedAt: null, version: 1, wasDeleted: false },
    ...{ createdAt: now, updatedAt: now, canWrite: rank(roles) !== READER },
    username: derivedUsername(String(fields['email']), members),
    suspension: status === 'suspended' ? { reason: null, until: null, at: now, by } : null,
    ...(fields as Pick<Member, 'email'>),
  };
  return { ...member, username: storedUsername(member.username) };
};
