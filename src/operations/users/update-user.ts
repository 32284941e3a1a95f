import { AppError, assertNoIssues } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import type { Rules } from '../../domain/ports';
import {
  actorId,
  assertMayGrant,
  assertMayTouch,
  assertNotOneself,
  type Principal,
} from '../../domain/principal';
import type { UserFields } from '../../domain/repositories';
import { inRankOrder, isAdministrator, isLowered } from '../../domain/role';
import type { SessionEnd } from '../../domain/session';
import { toStored } from '../../domain/text';
import type { User, UserChanges } from '../../domain/user';
import { userIssues } from '../../domain/user-rules';
import { callerOf } from '../caller';
import type { Controller, Operations } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotReused, keepForHistory, wantedIssues } from '../set-password';
import { SPECS } from '../specs';
import { assertNotLastAdministrator, present } from './hold-user';
import { type HeldUser, userEffect } from './user-effect';

type Input = Operations['users.update']['input'];

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

const stored = (text: string | null): string | null => (text === null ? null : toStored(text) || null);

interface Given {
  readonly passwordHash: string | null;
  readonly by: number | null;
  readonly now: Instant;
  readonly rules: Rules;
}

// Only the hash is kept, so a new password is a change even where it is the old one. A reset of one's own does not come
// here (`own_password`): somebody else knows this password.
const passwordFields = ({ passwordHash, rules }: Given): Partial<UserFields> => {
  if (passwordHash === null) return {};
  return { passwordHash, ...(rules.passwords.resetMustChange && { mustChangePassword: true }) };
};

/** The fields whose stored value the changes would alter; empty when there is nothing to change. */
const alteredFields = (user: User, changes: UserChanges, given: Given): Partial<UserFields> => {
  const wanted: Partial<UserFields> = {
    ...(changes.username !== undefined && { username: toStored(changes.username) }),
    ...(changes.name !== undefined && { name: stored(changes.name) }),
    ...(changes.email !== undefined && { email: toStored(changes.email) }),
    ...(changes.phone !== undefined && { phone: stored(changes.phone) }),
    ...(changes.canWrite !== undefined && { canWrite: changes.canWrite }),
    ...(changes.roles !== undefined && { roles: inRankOrder(changes.roles) }),
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

/** What nobody may do to this user, given who it is. */
const assertMayChange = (caller: Principal, user: User, changes: UserChanges): void => {
  assertMayTouch(caller, user);
  if (changes.roles) assertMayGrant(caller, changes.roles);
  const isOneself = caller.userId === user.id;
  if (isOneself && changes.password !== undefined) throw new AppError('own_password');
};

const assertMayLose = async (
  { tx, user, caller, now }: Omit<HeldUser, 'note'>,
  fields: Partial<UserFields>,
): Promise<void> => {
  if (fields.suspension) assertNotOneself(caller, user, 'suspend');
  if (fields.roles && isLowered(user.roles, fields.roles)) assertNotOneself(caller, user, 'demote');
  const isNoLongerOne = fields.roles !== undefined && !isAdministrator(fields.roles);
  if (fields.suspension || isNoLongerOne) await assertNotLastAdministrator(tx, user, now);
};

/** Why the changes end the user's sessions; null when they do not. */
const sessionEnd = (fields: Partial<UserFields>): SessionEnd | null => {
  if (fields.suspension) return 'suspended';
  if (fields.passwordHash) return 'password_reset';
  return fields.roles ? 'roles_changed' : null;
};

/** Audit entries of what changed, without secrets. A change of status is a suspend or an unsuspend, and told as one. */
const noteChanges = async (note: HeldUser['note'], fields: Partial<UserFields>): Promise<void> => {
  const { passwordHash, suspension, ...others } = fields;
  const changes = { ...others, ...(passwordHash && { password: 'reset' }) };
  if (Object.keys(changes).length > 0) await note({ changes });
  if (suspension) await note({ reason: null, until: null }, 'users.suspend');
  if (suspension === null) await note({}, 'users.unsuspend');
};

/** Refuses before any work what no state of the user could make right. */
const assertAskable = async (needs: Dependencies, caller: Principal, changes: UserChanges): Promise<void> => {
  const isTheirs = Object.keys(changes).every((field) => SPECS['users.update'].selfMay?.includes(field));
  if (!isTheirs && !isAdministrator(caller.roles)) throw new AppError('forbidden');
  const { password, username = '', email = '' } = changes;
  // With the names that are given; those that the user has are looked at once it is known that there is one.
  const ofPassword =
    password === undefined
      ? []
      : await wantedIssues(needs, { password, field: 'password' }, { username, email });
  assertNoIssues([...userIssues(changes), ...ofPassword]);
};

/** Hashes before the transaction opens, and not at all where the reset would be refused anyway. */
const hashNewPassword = async (
  needs: Dependencies,
  { user: ref, changes }: Input,
  caller: Principal,
): Promise<string | null> => {
  const { work, clock, passwords } = needs;
  const { password } = changes;
  if (password === undefined) return null;
  const user = await work.read.users.find(ref, toInstant(clock.now()));
  if (!user) throw new AppError('user_not_found');
  assertMayChange(caller, user, changes);
  const wanted = { password, field: 'password' } as const;
  assertNoIssues(await wantedIssues(needs, wanted, { ...user, ...changes }));
  await assertNotReused(needs, user.id, wanted);
  return passwords.hash(password);
};

const update =
  ({ rules }: Dependencies, passwordHash: string | null) =>
  async ({ tx, user, caller, now, note }: HeldUser, { changes }: Input): Promise<User> => {
    assertMayChange(caller, user, changes);
    const fields = alteredFields(user, changes, { passwordHash, by: actorId(caller), now, rules });
    if (Object.keys(fields).length === 0) return user;
    await assertMayLose({ tx, user, caller, now }, fields);
    if (fields.passwordHash) await keepForHistory(tx, { rules }, user.id, now);
    const updated = present(await tx.users.update(user.id, fields, now));
    const end = sessionEnd(fields);
    if (end) await endSessions(tx, user.id, end, now);
    await noteChanges(note, fields);
    return updated;
  };

/**
 * Changes a user. A status of `suspended` is a suspend; a password is a reset. What ends sessions ends them in the same
 * transaction. With nothing to change it answers with the user as it is and leaves no trace.
 */
export const updateUser =
  (needs: Dependencies): Controller<'users.update'> =>
  async (input, context) => {
    const caller = callerOf(context);
    await assertAskable(needs, caller, input.changes);
    const passwordHash = await hashNewPassword(needs, input, caller);
    return userEffect('users.update', needs, update(needs, passwordHash))(input, context);
  };
