import type { User } from '../src/domain/user';

/** What dialects tell of a user (wire contract, "One user, five shapes"). */
export const SHOWABLE = [
  'username',
  'name',
  'email',
  'roles',
  'status',
  'canWrite',
  'phone',
  'userType',
  'employeeId',
  'isEmailVerified',
  'lastSignInAt',
  'createdAt',
  'updatedAt',
] as const satisfies readonly (keyof User)[];
export type Showable = (typeof SHOWABLE)[number];

/** What clients write of a user, the password beside what they see. */
export const WRITABLE = [
  'username',
  'name',
  'email',
  'roles',
  'status',
  'canWrite',
  'phone',
  'userType',
  'employeeId',
  'isEmailVerified',
  'password',
] as const;
export type Writable = (typeof WRITABLE)[number];

/**
 * What a dialect cannot show and cannot write, each with the reason or what happens instead. Written is what can be said
 * both of a new user and of one that there is. A test compares this with the field tables: nothing else is lost.
 */
export interface Losses {
  readonly shown: Partial<Readonly<Record<Showable, string>>>;
  readonly written: Partial<Readonly<Record<Writable, string>>>;
}
