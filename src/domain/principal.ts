import { AppError } from './error';
import { allows, isAdministrator, type Permission, type RoleName } from './role';
import type { TokenPolicy } from './token-policy';
import type { User } from './user';

/** How the caller proved who it is. */
export type Credential =
  /** A restricted session is good for changing the password alone. */
  | { readonly kind: 'session'; readonly sessionId: string; readonly isRestricted: boolean }
  | {
      readonly kind: 'token';
      readonly tokenId: number;
      /** Null where it was given none. */
      readonly name: string | null;
      readonly policy: TokenPolicy | null;
    }
  /** Somebody at the machine: the command line, which already holds the database. */
  | { readonly kind: 'machine' };

/** The authenticated caller, with the rights it has now, not those it had when its token was made. */
export interface Principal {
  /** 0 for the machine, which is no user. */
  readonly userId: number;
  readonly ulid: string;
  readonly hexId: string;
  readonly username: string;
  readonly roles: readonly RoleName[];
  readonly canWrite: boolean;
  readonly credential: Credential;
}

/** The principal of commands run at the machine: may do everything, is nobody's account. */
export const MACHINE: Principal = {
  userId: 0,
  ulid: '',
  hexId: '',
  username: 'machine',
  roles: ['superadmin'],
  canWrite: true,
  credential: { kind: 'machine' },
};

/** Whether the caller's roles carry the permission. */
export const isAllowed = (principal: Principal, permission: Permission): boolean =>
  allows(principal.roles, permission);

/** The caller's user id for an audit entry or a foreign key; null for the machine. */
export const actorId = (principal: Principal): number | null => principal.userId || null;

/** Throws `forbidden` when the user is a superadmin and the caller is none (wire contract, "Who may do what"). */
export const assertMayTouch = (principal: Principal, user: Pick<User, 'roles'>): void => {
  if (user.roles.includes('superadmin') && !principal.roles.includes('superadmin'))
    throw new AppError('forbidden');
};

/** Throws `forbidden` when the caller grants a role above what it may: superadmin by anyone else, admin by no administrator. */
export const assertMayGrant = (principal: Principal, roles: readonly RoleName[]): void => {
  if (roles.includes('superadmin') && !principal.roles.includes('superadmin'))
    throw new AppError('forbidden');
  if (isAdministrator(roles) && !isAdministrator(principal.roles)) throw new AppError('forbidden');
};

/** What nobody may do to its own account; the dialect makes a sentence of it. */
export type OwnAccountAction = 'suspend' | 'lock' | 'demote' | 'delete';

/** Throws `own_account` when the user is the caller. */
export const assertNotOneself = (
  principal: Principal,
  user: Pick<User, 'id'>,
  action: OwnAccountAction,
): void => {
  if (principal.userId === user.id) throw new AppError('own_account', { action });
};
