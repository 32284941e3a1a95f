import { AppError, assertNoIssues } from '../../domain/error';
import type { Repositories } from '../../domain/repositories';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { assertNotReused, keepForHistory, wantedIssues } from '../set-password';
import { type CodeUsed, tryCode } from './code-try';

/** Before it is known who asks, nothing can be said of the password's likeness to names. */
const NO_NAMES = { username: '', email: '' };

const reset = async (
  { rules }: Pick<Dependencies, 'rules'>,
  tx: Repositories,
  { user, tried, now }: CodeUsed,
  { passwordHash, context }: { passwordHash: string; context: OperationContext },
): Promise<true> => {
  await tx.tries.succeed(tried.id, tried.key);
  await tx.users.clearFailures(user.id);
  await keepForHistory(tx, { rules }, user.id, now);
  await tx.users.update(user.id, { passwordHash }, now);
  const sessions = await endSessions(tx, user.id, 'password_reset', now);
  await tx.audit.append(
    auditEntry(context, {
      operation: tried.operation,
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
    assertNoIssues(await wantedIssues(needs, wanted, NO_NAMES));
    const shown = { operation: 'auth.resetPasswordByCode', mobile, code, context } as const;
    const isReset = await tryCode(needs, shown, {
      prepare: async (user) => {
        assertNoIssues(await wantedIssues(needs, wanted, user));
        await assertNotReused(needs, user.id, wanted);
        return needs.passwords.hash(newPassword);
      },
      act: (tx, used, passwordHash) => reset(needs, tx, used, { passwordHash, context }),
    });
    if (!isReset) throw new AppError('invalid_reset_code');
    return undefined;
  };
