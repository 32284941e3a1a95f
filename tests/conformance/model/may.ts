import type { RoleName } from '../../../src/domain/role';
import { isAdministrator, isSuperadmin, type Member } from './member';
import type { Request } from './request';

const READS: readonly string[] = ['users.get', 'users.list'];

/** What a dialect demands beyond the operation. */
export interface Demands {
  readonly administratorsOnly: boolean;
  readonly notOnOneself: boolean;
}

/** Why the caller may not; null when it may, as far as can be told without looking the target up. */
export const refusal = (
  caller: Member,
  request: Request,
  { administratorsOnly, notOnOneself }: Demands,
): string | null => {
  const { operation, by, target, values } = request;
  const isRead = READS.includes(operation);
  const isOwn = by === target && ['users.get', 'users.update'].includes(operation);
  const mayBySelf = isOwn && Object.keys(values).every((field) => field === 'email');
  const mayByRole = isAdministrator(caller) || (isRead && caller.roles.includes('readonly'));
  if (administratorsOnly && !isAdministrator(caller)) return 'forbidden';
  if (!mayByRole && !mayBySelf) return 'forbidden';
  if (notOnOneself && by === target) return 'own_account';
  return isRead || caller.canWrite ? null : 'write_required';
};

/** Whether the caller may give the roles that the request names. */
export const mayGrant = (caller: Member, { values: { roles = [] } }: Request): boolean =>
  isSuperadmin(caller) || !(roles as RoleName[]).includes('superadmin');
