import { actorId } from '../../domain/principal';
import type { UserFields } from '../../domain/repositories/users';
import type { SessionEnd } from '../../domain/session';
import type { User } from '../../domain/user';
import { callerOf } from '../caller';
import type { Controller, Operations } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { keepForHistory } from '../set-password';
import { alteredFields } from './altered-fields';
import { present } from './hold-user';
import { assertMayAsk, assertMayChange, assertMayLose } from './may-update';
import { prepareUpdate } from './prepare-update';
import { type HeldUser, userEffect } from './user-effect';

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

const update =
  ({ rules }: Dependencies, passwordHash: string | null) =>
  async (
    { tx, user, caller, now, note }: HeldUser,
    { changes }: Operations['users.update']['input'],
  ): Promise<User> => {
    assertMayChange(caller, user, changes);
    const fields = alteredFields(user, changes, { passwordHash, by: actorId(caller), now, rules });
    if (Object.keys(fields).length === 0) return user;
    await assertMayLose(tx, { user, caller, now }, fields);
    if (fields.passwordHash) await keepForHistory(tx, { rules }, user.id, now);
    const updated = present(await tx.users.update(user.id, fields, now));
    const end = sessionEnd(fields);
    if (end) await endSessions(tx, user.id, end, now);
    await noteChanges(note, fields);
    return updated;
  };

/**
 * Changes a user. A status of `suspended` is a suspend; a password is a reset, and one that is refused leaves an audit
 * entry. What ends sessions ends them in the same transaction. With nothing to change it answers with the user as it is
 * and leaves no trace.
 */
export const updateUser =
  (needs: Dependencies): Controller<'users.update'> =>
  async (input, context) => {
    assertMayAsk(callerOf(context), input);
    const passwordHash = await prepareUpdate(needs, input, context);
    return userEffect('users.update', needs, update(needs, passwordHash))(input, context);
  };
