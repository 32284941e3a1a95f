import { ROLE_NAMES, ROLE_PERMISSIONS } from '../../../src/domain/role';
import type { Access, OperationSpec } from '../../../src/operations/contract';
import type { Demands } from '../../binding';

const rolesWith = ({ permission }: Exclude<Access, string>): string =>
  ROLE_NAMES.filter((role) => ROLE_PERMISSIONS[role].has(permission)).join(', ');

/** Who may call an operation. */
export const accessWords = ({ access, selfMay }: OperationSpec): string => {
  if (access === 'public') return 'Everybody, without a token';
  if (access === 'signed-in') return 'Everybody signed in, for their own account';
  const roles = `Whoever has the permission ${access.permission} (${rolesWith(access)})`;
  if (!access.orSelf) return roles;
  const fields = selfMay ? `, who may set their ${selfMay.join(', ')} only` : '';
  return `${roles}, and everybody for their own account${fields}`;
};

/** The permission in a word or two. */
export const accessLabel = ({ access }: OperationSpec): string => {
  if (typeof access === 'string') return access;
  return access.orSelf ? `${access.permission} or self` : access.permission;
};

/** What a dialect asks beyond that; empty where it asks for nothing more. */
export const demandWords = ({ floor, refusesOneself }: Demands): string[] => [
  ...(floor ? ['Administrators only'] : []),
  ...(refusesOneself ? ['Never on one’s own account'] : []),
];

/** What an operation leaves behind. */
export const effectWords = ({ kind, access, evenReadOnly }: OperationSpec): string => {
  if (kind === 'read') return 'Reads; nothing changes';
  if (access === 'public') return 'Has an effect';
  return evenReadOnly
    ? 'Has an effect, open to callers that may only read'
    : 'Has an effect: refused to callers that may only read';
};
