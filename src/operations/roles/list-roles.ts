import { ROLE_IDS, ROLE_NAMES } from '../../domain/role';
import type { Controller } from '../contract';

const ROLES = ROLE_NAMES.map((name) => ({ id: ROLE_IDS[name], name }));

/** The fixed table of roles, by id. */
export const listRoles = (): Controller<'roles.list'> => async () => ROLES;
