import { AppError, assertNoIssues } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import type { Principal } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import { refOf } from '../../domain/user';
import { toPassword } from '../../domain/user-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotReused, keepForHistory, type WantedPassword, wantedIssues } from '../set-password';
import { admitTry, decideTry, fail, type PasswordTry } from './password-try';

const assertAcceptable = async (
  needs: Dependencies,
  userId: number,
  wanted: WantedPassword,
): Promise<void> => {
  const user = await needs.work.read.users.find(refOf({ id: userId }), toInstant(needs.clock.now()));
  if (!user) throw new AppError('token_invalid');
  assertNoIssues(await wantedIssues(needs, wanted, user));
};

/**
 * Ends the caller's other sessions; all of them where the caller is in none, or in one that was good for this change
 * alone: whoever had to change the password signs in with the new one.
 */
const endOthers = (tx: Repositories, { userId, credential }: Principal, now: Instant): Promise<number> =>
  credential.kind === 'session' && !credential.isRestricted
    ? tx.sessions.endAllOf(userId, 'password_changed', now, credential.sessionId)
    : endSessions(tx, userId, 'password_changed', now);

/** Who had to change the password has changed nothing by giving the same one again. */
const assertNew = ({ credential }: Principal, current: string, { password, field }: WantedPassword): void => {
  const mustChange = credential.kind === 'session' && credential.isRestricted;
  if (mustChange && toPassword(password) === toPassword(current)) {
    throw new AppError('invalid_fields', { issues: [{ field, rule: 'reused' }] });
  }
};

interface Change {
  readonly tried: PasswordTry;
  readonly caller: Principal;
  readonly context: OperationContext;
  /** Null where the current password was wrong. */
  readonly passwordHash: string | null;
}

/** Null where the current password is not what was given, also when another change or a reset came first. */
const decide = async (
  { clock, rules }: Pick<Dependencies, 'clock' | 'rules'>,
  tx: Repositories,
  { tried, caller, context, passwordHash }: Change,
): Promise<true | null> => {
  const now = toInstant(clock.now());
  const user = await tx.users.hold(refOf({ id: caller.userId }), now);
  const isSamePassword = user?.passwordChangedAt === tried.passwordChangedAt;
  if (!user || passwordHash === null || !isSamePassword) {
    await fail(tx, tried, { context, now, reason: 'wrong_password' });
    return null;
  }
  await tx.tries.succeed(tried.id, tried.key);
  await tx.users.clearFailures(user.id);
  await keepForHistory(tx, { rules }, user.id, now);
  await tx.users.update(user.id, { passwordHash }, now);
  const sessions = await endOthers(tx, caller, now);
  await tx.audit.append(
    auditEntry(context, {
      operation: 'auth.changePassword',
      at: now,
      target: { type: 'user', id: user.id },
      details: { sessions },
    }),
  );
  return true;
};

/**
 * Changes the caller's own password and ends its other sessions; API tokens live on. A wrong current password is a failed
 * sign-in, counted like one: a stolen session must not be a place to guess in. Throws `invalid_fields` for a new password
 * that cannot be set (that it was used before only those learn who know the current one), `current_password_incorrect` for a wrong current one, `too_many_sign_ins` after too many of those.
 */
export const changePassword =
  (needs: Dependencies): Controller<'auth.changePassword'> =>
  async ({ currentPassword, newPassword }, context) => {
    const caller = callerOf(context);
    const wanted = { password: newPassword, field: 'newPassword' } as const;
    await assertAcceptable(needs, caller.userId, wanted);
    const name = { by: 'username', value: caller.username } as const;
    const tried = await admitTry(needs, { operation: 'auth.changePassword', name, context });
    const isChanged = await decideTry(needs, tried, currentPassword, {
      prepare: async (isRight) => {
        if (!isRight) return null;
        assertNew(caller, currentPassword, wanted);
        await assertNotReused(needs, caller.userId, wanted);
        return needs.passwords.hash(newPassword);
      },
      decide: (tx, passwordHash) => decide(needs, tx, { tried, caller, context, passwordHash }),
    });
    if (!isChanged) throw new AppError('current_password_incorrect');
    return undefined;
  };
