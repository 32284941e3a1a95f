import { AppError } from '../../domain/error';
import type { Repositories } from '../../domain/repositories';
import { NOBODY } from '../../domain/sign-in';
import { auditEntry } from '../audit-entry';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { refusePasswordWith } from '../refuse-password';
import { keepForHistory, reuseIssues, wantedIssues } from '../set-password';
import { attemptByCode, type CodeUsed, tryCode } from './code-try';

/** Before it is known who asks, nothing can be said of the password's likeness to names. */
const NO_NAMES = { username: '', email: '' };

const reset = async (
  { rules }: Pick<Dependencies, 'rules'>,
  tx: Repositories,
  { user, tried, now }: CodeUsed,
  passwordHash: string,
): Promise<true> => {
  const { operation, context } = tried.attempt;
  await tx.tries.succeed(tried.id, tried.key);
  await tx.users.clearFailures(user.id);
  await keepForHistory(tx, { rules }, user.id, now);
  await tx.users.update(user.id, { passwordHash }, now);
  const sessions = await endSessions(tx, user.id, 'password_reset', now);
  await tx.audit.append(
    auditEntry(context, {
      operation,
      at: now,
      target: { type: 'user', id: user.id },
      details: { name: tried.told, sessions },
    }),
  );
  return true;
};

/**
 * Sets a new password by phone number and one-time code, and ends all sessions. A wrong code is a failed sign-in, counted
 * like one. Throws `invalid_fields` for a password that cannot be set (that it is too like the user's names, or was used
 * before, only those learn who have the code), `invalid_reset_code` for every other reason there is, after the same work,
 * and `too_many_sign_ins` when the budget of this number at this address is spent.
 */
export const resetPasswordByCode =
  (needs: Dependencies): Controller<'auth.resetPasswordByCode'> =>
  async ({ mobile, code, newPassword }, context) => {
    const wanted = { password: newPassword, field: 'newPassword' } as const;
    const attempt = attemptByCode('auth.resetPasswordByCode', mobile, context);
    const issues = await wantedIssues(needs, wanted, NO_NAMES);
    await refusePasswordWith(needs, { ...attempt, userId: NOBODY }, issues);
    const isReset = await tryCode(
      needs,
      { attempt, code },
      {
        prepare: async (user) => {
          const call = { ...attempt, userId: user.id };
          await refusePasswordWith(needs, call, await wantedIssues(needs, wanted, user));
          await refusePasswordWith(needs, call, await reuseIssues(needs, user.id, wanted));
          return needs.passwords.hash(newPassword);
        },
        act: (tx, used, passwordHash) => reset(needs, tx, used, passwordHash),
      },
    );
    if (!isReset) throw new AppError('invalid_reset_code');
    return undefined;
  };
