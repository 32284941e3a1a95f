import { AppError } from '../../domain/error';
import type { Instant } from '../../domain/instant';
import { assertMayGrant, assertMayTouch, assertNotOneself, type Principal } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import type { UserFields } from '../../domain/repositories/users';
import { isAdministrator, isLowered } from '../../domain/role';
import type { User, UserChanges } from '../../domain/user';
import type { Operations } from '../contract';
import { SPECS } from '../specs';
import { assertNotLastAdministrator } from './hold-user';

/** Refuses what the caller may not ask of anybody: a role it may not grant, and what is not its own to set. */
export const assertMayAsk = (
  caller: Principal,
  { changes, found }: Operations['users.update']['input'],
): void => {
  const asked = [...Object.keys(changes), ...(found?.given ?? [])];
  const isTheirs = asked.every((field) => SPECS['users.update'].selfMay?.includes(field));
  if (!isTheirs && !isAdministrator(caller.roles)) throw new AppError('forbidden');
  if (changes.roles) assertMayGrant(caller, changes.roles);
};

/** Refuses what nobody may do to this user, given who it is. */
export const assertMayChange = (caller: Principal, user: User, changes: UserChanges): void => {
  assertMayTouch(caller, user);
  if (changes.roles) assertMayGrant(caller, changes.roles);
  const isOneself = caller.userId === user.id;
  if (isOneself && changes.password !== undefined) throw new AppError('own_password');
};

/** Refuses what the directory, or the caller by itself, must not lose by the fields that change. */
export const assertMayLose = async (
  on: Repositories,
  { user, caller, now }: { readonly user: User; readonly caller: Principal; readonly now: Instant },
  fields: Partial<UserFields>,
): Promise<void> => {
  if (fields.suspension) assertNotOneself(caller, user, 'suspend');
  if (fields.roles && isLowered(user.roles, fields.roles)) assertNotOneself(caller, user, 'demote');
  const isNoLongerOne = fields.roles !== undefined && !isAdministrator(fields.roles);
  if (fields.suspension || isNoLongerOne) await assertNotLastAdministrator(on, user, now);
};
