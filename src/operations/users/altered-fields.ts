import { isEmailVerifiedAfter } from '../../domain/email-verification';
import type { Instant } from '../../domain/instant';
import type { Rules } from '../../domain/ports';
import type { UserFields } from '../../domain/repositories/users';
import { inRankOrder } from '../../domain/role';
import { toStored } from '../../domain/text';
import type { User, UserChanges } from '../../domain/user';
import { canWriteAfter } from '../../domain/write-permission';

/** What fields are made of besides the user and the changes. */
interface Given {
  readonly passwordHash: string | null;
  readonly by: number | null;
  readonly now: Instant;
  readonly rules: Rules;
}

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const stored = (text: string | null): string | null => (text === null ? null : toStored(text) || null);

// Only the hash is kept, so a new password is a change even where it is the old one. A reset of one's own does not come
// here (`own_password`): somebody else knows this password.
const passwordFields = ({ passwordHash, rules }: Given): Partial<UserFields> => {
  if (passwordHash === null) return {};
  return { passwordHash, ...(rules.passwords.resetMustChange && { mustChangePassword: true }) };
};

const namesOf = ({ username, name, email, phone, employeeId }: UserChanges): Partial<UserFields> => ({
  ...(username !== undefined && { username: toStored(username) }),
  ...(name !== undefined && { name: stored(name) }),
  ...(email !== undefined && { email: toStored(email) }),
  ...(phone !== undefined && { phone: stored(phone) }),
  ...(employeeId !== undefined && { employeeId: stored(employeeId) }),
});

/** The fields whose stored value the changes would alter; empty when there is nothing to change. */
export const alteredFields = (user: User, changes: UserChanges, given: Given): Partial<UserFields> => {
  const wanted: Partial<UserFields> = {
    ...namesOf(changes),
    isEmailVerified: isEmailVerifiedAfter(user, changes),
    userType: changes.userType ?? user.userType,
    roles: changes.roles === undefined ? user.roles : inRankOrder(changes.roles),
    canWrite: canWriteAfter(user, changes),
  };
  const altered = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => differs(value, user[name as keyof User])),
  );
  if (changes.status !== undefined && changes.status !== user.status) {
    const isSuspension = changes.status === 'suspended';
    altered['suspension'] = isSuspension ? { reason: null, until: null, at: given.now, by: given.by } : null;
  }
  return { ...altered, ...passwordFields(given) };
};
