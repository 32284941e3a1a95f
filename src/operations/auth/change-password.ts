import { AppError, assertNoIssues } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import type { Principal } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import { SIGN_IN_LIMITS } from '../../domain/sign-in';
import { refOf } from '../../domain/user';
import { isPossiblePassword, passwordProblem } from '../../domain/user-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';

const assertAcceptable = (newPassword: string): void => {
  const problem = passwordProblem(newPassword);
  assertNoIssues(problem ? [{ field: 'newPassword', ...problem }] : []);
};

/** A wrong current password is a failed sign-in: a stolen session must not be a place to guess in. */
const noteWrongPassword = async (
  { work }: Dependencies,
  { userId }: Principal,
  context: OperationContext,
  now: Instant,
): Promise<void> => {
  const lockedUntil = toInstant(new Date(Date.parse(now) + SIGN_IN_LIMITS.lockMs));
  await work.transaction(async (tx) => {
    await tx.users.noteFailure(userId, SIGN_IN_LIMITS.failuresPerAccount, lockedUntil, now);
    await tx.audit.append(
      auditEntry(context, {
        operation: 'auth.changePassword',
        at: now,
        result: 'refused',
        target: { type: 'user', id: userId },
        details: { reason: 'wrong_password' },
      }),
    );
  });
};

/** Ends the caller's other sessions; all of them where the caller is in none. */
const endOthers = (tx: Repositories, { userId, credential }: Principal, now: Instant): Promise<number> =>
  credential.kind === 'session'
    ? tx.sessions.endAllOf(userId, 'password_changed', now, credential.sessionId)
    : endSessions(tx, userId, 'password_changed', now);

/**
 * Changes the caller's own password and ends its other sessions; API tokens live on. Throws `invalid_fields` for a new
 * password that cannot be set, `current_password_incorrect` for a wrong current one.
 */
export const changePassword =
  (needs: Dependencies): Controller<'auth.changePassword'> =>
  async ({ currentPassword, newPassword }, context) => {
    const { work, clock, passwords } = needs;
    const caller = callerOf(context);
    assertAcceptable(newPassword);
    const compared = await work.read.users.passwordHash(caller.userId);
    const isRight = await passwords.verify(
      currentPassword,
      isPossiblePassword(currentPassword) ? compared : null,
    );
    if (!isRight) {
      await noteWrongPassword(needs, caller, context, toInstant(clock.now()));
      throw new AppError('current_password_incorrect');
    }
    const passwordHash = await passwords.hash(newPassword);
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const user = await tx.users.hold(refOf({ id: caller.userId }), now);
      // Another change or a reset may have come first: then the password that was compared is not the current one.
      const current = await tx.users.passwordHash(caller.userId);
      if (!user || current !== compared) throw new AppError('current_password_incorrect');
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
      return undefined;
    });
  };
