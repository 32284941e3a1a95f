import { AppError, type Issue } from '../../domain/error';
import { type Instant, toInstant } from '../../domain/instant';
import type { Principal } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import { refOf, type User } from '../../domain/user';
import { toPassword } from '../../domain/user-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { OperationContext } from '../context';
import type { Controller, Operations } from '../contract';
import type { Dependencies } from '../dependencies';
import { endSessions } from '../end-sessions';
import { refusePasswordWith } from '../refuse-password';
import { keepForHistory, reuseIssues, type WantedPassword, wantedIssues } from '../set-password';
import { present } from '../users/hold-user';
import { type AdmittedTry, type AskedTry, admitTry } from './admit-try';
import {
  absence,
  comparisonBar,
  fail,
  refuseByPassword,
  right,
  settleByPassword,
  type TryOutcome,
} from './decide-try';

interface Asked {
  readonly attempt: AskedTry;
  readonly caller: Principal;
  readonly current: string;
  readonly wanted: WantedPassword;
}

const askedOf = (
  { currentPassword, newPassword }: Operations['auth.changePassword']['input'],
  context: OperationContext,
): Asked => {
  const caller = callerOf(context);
  const name = { by: 'username', value: caller.username } as const;
  return {
    attempt: { operation: 'auth.changePassword', name, context, isHeardWhenLocked: false },
    caller,
    current: currentPassword,
    wanted: { password: newPassword, field: 'newPassword' },
  };
};

/** What is wrong with the new password whatever the current one is. */
const policyIssues = async (needs: Dependencies, { caller, wanted }: Asked): Promise<Issue[]> => {
  const user = await needs.work.read.users.find(refOf({ id: caller.userId }), toInstant(needs.clock.now()));
  if (!user) throw new AppError('token_invalid');
  return wantedIssues(needs, wanted, user);
};

/** What only those learn who know the current password. Who had to change it has changed nothing by giving it again. */
const sameAgainIssues = async (
  needs: Dependencies,
  { caller: { userId, credential }, current, wanted }: Asked,
): Promise<Issue[]> => {
  const mustChange = credential.kind === 'session' && credential.isRestricted;
  const isSame = toPassword(wanted.password) === toPassword(current);
  return mustChange && isSame
    ? [{ field: wanted.field, rule: 'reused' }]
    : reuseIssues(needs, userId, wanted);
};

/**
 * Ends the caller's other sessions; all of them where that is asked for, where the caller is in none, or in one that was
 * good for this change alone: whoever had to change the password signs in with the new one.
 */
const endSessionsOf = (
  tx: Repositories,
  { caller: { userId, credential }, endsAll }: Pick<Change, 'caller' | 'endsAll'>,
  now: Instant,
): Promise<number> =>
  credential.kind === 'session' && !credential.isRestricted && !endsAll
    ? tx.sessions.endAllOf(userId, 'password_changed', now, credential.sessionId)
    : endSessions(tx, userId, 'password_changed', now);

interface Change {
  readonly tried: AdmittedTry;
  readonly caller: Principal;
  /** Null where the current password was wrong. */
  readonly passwordHash: string | null;
  readonly endsAll: boolean;
}

/** Refuses where the current password is not what was given, also when another change or a reset came first. */
const decide = async (
  { clock, rules }: Pick<Dependencies, 'clock' | 'rules'>,
  tx: Repositories,
  { tried, caller, passwordHash, endsAll }: Change,
): Promise<TryOutcome<User>> => {
  const now = toInstant(clock.now());
  const user = await tx.users.hold(refOf({ id: caller.userId }), now);
  if (!user) return fail(tx, tried, { now, reason: absence(tried) });
  const bar = comparisonBar(user, tried, passwordHash !== null);
  if (bar !== null || passwordHash === null)
    return refuseByPassword(tx, tried, { now, reason: bar ?? 'wrong_password' });
  await tx.tries.succeed(tried.id, tried.key);
  await tx.users.clearFailures(user.id);
  await keepForHistory(tx, { rules }, user.id, now);
  const changed = present(await tx.users.update(user.id, { passwordHash }, now));
  const sessions = await endSessionsOf(tx, { caller, endsAll }, now);
  await tx.audit.append(
    auditEntry(tried.attempt.context, {
      operation: 'auth.changePassword',
      at: now,
      target: { type: 'user', id: user.id },
      details: { sessions },
    }),
  );
  return right(changed);
};

/**
 * Changes the caller's own password and ends its other sessions, or all of them; API tokens live on. A wrong current password is a failed
 * sign-in, counted like one: a stolen session must not be a place to guess in. Throws `invalid_fields` for a new password
 * that cannot be set (that it was used before only those learn who know the current one), `current_password_incorrect` for
 * a wrong current one, `too_many_sign_ins` after too many of those.
 */
export const changePassword =
  (needs: Dependencies): Controller<'auth.changePassword'> =>
  async (input, context) => {
    const asked = askedOf(input, context);
    const { attempt, caller, current, wanted } = asked;
    const { endsAll = false } = input;
    const call = { ...attempt, userId: caller.userId };
    await refusePasswordWith(needs, call, await policyIssues(needs, asked));
    const tried = await admitTry(needs, attempt);
    const hashed = async (): Promise<string> => {
      await refusePasswordWith(needs, call, await sameAgainIssues(needs, asked));
      return needs.passwords.hash(wanted.password);
    };
    const changed = await settleByPassword(needs, tried, current, async (isRight) => {
      const passwordHash = isRight ? await hashed() : null;
      return needs.work.transaction((tx) => decide(needs, tx, { tried, caller, passwordHash, endsAll }));
    });
    if (!changed) throw new AppError('current_password_incorrect');
    return changed;
  };
