import type { ApiToken } from './api-token';
import { isAdministrator } from './role';
import type { User } from './user';

type Rights = Pick<User, 'roles' | 'canWrite'>;

const narrowedRoles = (roles: Rights['roles'], role: ApiToken['role']): Rights['roles'] => {
  if (role === 'user') return ['user'];
  return role === 'admin' && isAdministrator(roles) ? ['admin'] : roles;
};

/**
 * The rights with which an API token speaks for its owner: those that the owner has now, narrowed by what the token says.
 * Never more: a token of role `admin` is worth no more than its owner once that is no administrator.
 */
export const narrowed = (owner: Rights, token: Pick<ApiToken, 'role' | 'canWrite'>): Rights => ({
  roles: narrowedRoles(owner.roles, token.role),
  canWrite: owner.canWrite && (token.canWrite ?? true),
});
