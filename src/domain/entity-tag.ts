import { AppError } from './error';
import type { User, UserField } from './user';

/** An entity tag as a request names it (RFC 9110, 8.8.3), without its quotes. */
export interface EntityTag {
  readonly opaque: string;
  readonly isWeak: boolean;
}

/** What a request compares with: `any` for whatever there is (`*`), or these tags. */
export type TagCondition = 'any' | readonly EntityTag[];

/** The conditions of a request (RFC 9110, 13.1); null where it makes none. */
export interface Preconditions {
  readonly ifMatch: TagCondition | null;
  readonly ifNoneMatch: TagCondition | null;
}

// FNV-1a: there is nothing to keep secret, and every read of a user needs one.
const digestOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
};

/** The fields that a tag is made of. */
export const TAGGED = [
  'version',
  'id',
  'status',
  'lastSignInAt',
  'failedSignIns',
  'lock',
  'otpResends',
  'codesClosedUntil',
  'passwordExpiresAt',
] as const satisfies readonly UserField[];

type Tagged = Pick<User, (typeof TAGGED)[number]>;

/** Whose record it is, and what reads show of it although its version stands still. */
const besideVersion = (user: Tagged): string =>
  [
    user.id,
    user.status,
    user.lastSignInAt,
    user.failedSignIns,
    user.lock?.cause,
    user.lock?.until,
    user.lock?.by,
    user.otpResends,
    user.codesClosedUntil,
    user.passwordExpiresAt,
  ].join();

/**
 * A user's entity tag, the same in every dialect: the version, and a digest of whose it is and of what changes without it,
 * such as the last sign-in and what runs out by itself.
 */
export const entityTagOf = (user: Tagged): string => `${user.version}-${digestOf(besideVersion(user))}`;

/** Whether the condition names the tag: the weak comparison of `If-None-Match` (RFC 9110, 13.1.2). */
export const namesTag = (condition: TagCondition, tag: string): boolean =>
  condition === 'any' || condition.some(({ opaque }) => opaque === tag);

/**
 * Throws `version_stale` unless the condition of `If-Match` names the user's version; null names every one. A weak tag
 * names none (RFC 9110, 13.1.1). The digest is not compared: else everybody's wrong password would make an update stale.
 */
export const assertVersionNamed = (
  condition: TagCondition | null | undefined,
  { version }: Pick<User, 'version'>,
): void => {
  if (!condition || condition === 'any') return;
  const isNamed = condition.some(({ opaque, isWeak }) => !isWeak && opaque.startsWith(`${version}-`));
  if (!isNamed) throw new AppError('version_stale');
};
