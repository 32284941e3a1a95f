import { assertVersionNamed } from '../../domain/entity-tag';
import { AppError, type Issue } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import { actorId } from '../../domain/principal';
import type { UniqueField } from '../../domain/repositories/users';
import { NOBODY } from '../../domain/sign-in';
import type { User, UserChanges } from '../../domain/user';
import { userIssues } from '../../domain/user-rules';
import { callerOf } from '../caller';
import type { OperationContext } from '../context';
import type { Operations } from '../contract';
import type { Dependencies } from '../dependencies';
import { noteRefusedPassword, type PasswordCall, refusePasswordWith } from '../refuse-password';
import { reuseIssues, type WantedPassword, wantedIssues } from '../set-password';
import { alteredFields } from './altered-fields';
import { assertAcceptable } from './assert-acceptable';
import { assertMayChange, assertMayLose } from './may-update';

type Input = Operations['users.update']['input'];

const NO_NAMES = { id: null, username: '', email: '' };

const TAKEN: Readonly<Record<UniqueField, 'username_taken' | 'email_taken' | 'employee_id_taken'>> = {
  username: 'username_taken',
  email: 'email_taken',
  employeeId: 'employee_id_taken',
};

const wantedBy = ({ password }: UserChanges): WantedPassword | null =>
  password === undefined ? null : { password, field: 'password' };

const callOn = (user: User | null, context: OperationContext): PasswordCall => ({
  operation: 'users.update',
  context,
  userId: user?.id ?? NOBODY,
});

/**
 * Refuses what is wrong with the changes. Who is to be told everything at once is told of the names that others have as
 * well; else the database is asked once it is known that there is such a user.
 */
const assertAskable = async (
  needs: Dependencies,
  { changes, found }: Input,
  user: User | null,
  context: OperationContext,
): Promise<void> => {
  const { id, username, email } = { ...(user ?? NO_NAMES), ...changes };
  const wanted = wantedBy(changes);
  const ofPassword: Issue[] = wanted ? await wantedIssues(needs, wanted, { username, email }) : [];
  // At a user that does not exist nobody guesses.
  if (user) await noteRefusedPassword(needs, callOn(user, context), ofPassword);
  const issues = [...userIssues(changes), ...ofPassword];
  // Of a user that does not exist nothing can be taken: that there is none is told first.
  await assertAcceptable(needs, { issues, found, names: user ? changes : {}, except: id });
};

/** Refuses as the update itself would, as far as can be told before its transaction. */
const rehearse = async (
  { work, rules }: Dependencies,
  { user, changes, now }: { readonly user: User; readonly changes: UserChanges; readonly now: Instant },
  context: OperationContext,
): Promise<void> => {
  const caller = callerOf(context);
  assertMayChange(caller, user, changes);
  assertVersionNamed(context.preconditions?.ifMatch, user);
  const fields = alteredFields(user, changes, { passwordHash: null, by: actorId(caller), now, rules });
  await assertMayLose(work.read, { user, caller, now }, fields);
  const [taken] = await work.read.users.takenFields(changes, user.id);
  if (taken) throw new AppError(TAKEN[taken]);
};

/**
 * What can be done of an update before its transaction opens: refuses what is wrong with it, and hashes the new password;
 * null where there is none. Whether that was used before is said last, when nothing else is left that refuses but a race:
 * to who could have an update fail for another reason, the answer would tell whether a guess at the password was right.
 */
export const prepareUpdate = async (
  needs: Dependencies,
  input: Input,
  context: OperationContext,
): Promise<string | null> => {
  const { user: ref, changes, found } = input;
  const now = toInstant(needs.clock.now());
  const wanted = wantedBy(changes);
  const user = found || wanted ? await needs.work.read.users.find(ref, now) : null;
  await assertAskable(needs, input, user, context);
  if (!wanted) return null;
  if (!user) throw new AppError('user_not_found');
  await rehearse(needs, { user, changes, now }, context);
  const passwordHash = await needs.passwords.hash(wanted.password);
  await refusePasswordWith(needs, callOn(user, context), await reuseIssues(needs, user.id, wanted));
  return passwordHash;
};
