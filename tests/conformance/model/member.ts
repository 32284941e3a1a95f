import type { RoleName } from '../../../src/domain/role';
import type { Person } from '../support/person';
import { EMAILS, EMPLOYEE_IDS, STORED, USERNAMES } from './words';

/** A user as the model has it: the whole record, in this process and by nobody's rules but these. */
export interface Member {
  readonly username: string;
  readonly name: string | null;
  readonly email: string;
  readonly roles: readonly RoleName[];
  readonly canWrite: boolean;
  readonly phone: string | null;
  readonly userType: 'employee' | 'general';
  readonly employeeId: string | null;
  readonly isEmailVerified: boolean;
  readonly suspension: Suspension | null;
  /** Who locked it; null by is the machine. */
  readonly lock: { readonly by: number | null } | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt: number | null;
  readonly version: number;
  /** Its API token died with it when it was deleted, once and for all. */
  readonly wasDeleted: boolean;
}

/** Times in milliseconds; whoever did it by its place among the members, null for the machine. */
interface Suspension {
  readonly reason: string | null;
  readonly until: number | null;
  readonly at: number;
  readonly by: number | null;
}

/** A username as it is kept. */
export const storedUsername = (username: string): string => STORED[username] ?? username;

const canonicalUsername = (username: string): string => USERNAMES[username] ?? username;

const canonicalEmail = (email: string): string => EMAILS[email]?.canonical ?? email;

export const isSuspended = ({ suspension }: Member, now: number): boolean =>
  suspension !== null && (suspension.until === null || suspension.until > now);

export const isAdministrator = ({ roles }: Pick<Member, 'roles'>): boolean =>
  roles.includes('admin') || roles.includes('superadmin');

export const isSuperadmin = ({ roles }: Pick<Member, 'roles'>): boolean => roles.includes('superadmin');

/** Whether it counts for the rule that the last active administrator stays. */
export const isActiveAdministrator = (member: Member, now: number): boolean =>
  isAdministrator(member) && member.deletedAt === null && !isSuspended(member, now) && member.lock === null;

/** The codes of what the member would take from the others that are there. */
export const taken = (member: Member, others: readonly Member[]): string[] => {
  const there = others.filter(({ deletedAt }) => deletedAt === null);
  const username = canonicalUsername(member.username);
  const email = canonicalEmail(member.email);
  const employeeId = EMPLOYEE_IDS[member.employeeId ?? ''];
  return [
    ...(there.some((other) => canonicalUsername(other.username) === username) ? ['username_taken'] : []),
    ...(there.some((other) => canonicalEmail(other.email) === email) ? ['email_taken'] : []),
    ...(employeeId !== undefined && there.some((other) => EMPLOYEE_IDS[other.employeeId ?? ''] === employeeId)
      ? ['employee_id_taken']
      : []),
  ];
};

/** The username of somebody who was given none: the email's stem with the smallest free number. */
export const derivedUsername = (email: string, members: readonly Member[]): string => {
  const stem = EMAILS[email]?.stem ?? 'user';
  const names = new Set(
    members.filter(({ deletedAt }) => deletedAt === null).map(({ username }) => canonicalUsername(username)),
  );
  for (let number = 0; ; number += 1) {
    const name = number === 0 ? stem : `${stem}${number}`;
    if (!names.has(name)) return name;
  }
};

const iso = (millis: number): string => new Date(millis).toISOString();

/** The member as dialects tell it at a moment. */
export const asPerson = (member: Member, now: number): Person => ({
  ...member,
  status: isSuspended(member, now) ? 'suspended' : 'active',
  lastSignInAt: null,
  createdAt: iso(member.createdAt),
  updatedAt: iso(member.updatedAt),
});
