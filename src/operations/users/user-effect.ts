import { assertVersionNamed } from '../../domain/entity-tag';
import { type Instant, toInstant } from '../../domain/instant';
import { assertMayTouch, type Principal } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import type { User, UserRef } from '../../domain/user';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller, OperationId, Operations } from '../contract';
import type { Dependencies } from '../dependencies';
import { holdUser } from './hold-user';

/** A live user in a transaction: its row stays as it is until the end, and the caller may touch it. */
export interface HeldUser {
  readonly tx: Repositories;
  readonly user: User;
  readonly caller: Principal;
  readonly now: Instant;
  /**
   * Appends an audit entry, of another effect where this one was asked for by another name. What changed nothing leaves
   * none.
   */
  note(details?: Readonly<Record<string, unknown>>, effect?: OperationId): Promise<void>;
  /** Has something told once the transaction is committed. */
  onceDone(tell: () => void): void;
}

type UserEffect = {
  [O in OperationId]: Operations[O]['input'] extends { user: UserRef } ? O : never;
}[OperationId];

/**
 * The frame of every effect on one user: a transaction, the user held in it, the rule that only a superadmin touches a
 * superadmin, and the version that the caller may have named, which so cannot be forgotten. Throws `user_not_found`,
 * `forbidden` and `version_stale` besides what the effect throws.
 */
export const userEffect =
  <O extends UserEffect>(
    operation: O,
    { work, clock }: Pick<Dependencies, 'work' | 'clock'>,
    act: (held: HeldUser, input: Operations[O]['input']) => Promise<Operations[O]['output']>,
  ): Controller<O> =>
  async (input, context) => {
    const caller = callerOf(context);
    const now = toInstant(clock.now());
    const toTell: (() => void)[] = [];
    const output = await work.transaction(async (tx) => {
      const user = await holdUser(tx, input.user, now);
      assertMayTouch(caller, user);
      assertVersionNamed(context.preconditions?.ifMatch, user);
      const target = { type: 'user', id: user.id } as const;
      const note: HeldUser['note'] = (details = {}, effect = operation) =>
        tx.audit.append(auditEntry(context, { operation: effect, at: now, target, details }));
      return act({ tx, user, caller, now, note, onceDone: (tell) => toTell.push(tell) }, input);
    });
    for (const tell of toTell) tell();
    return output;
  };
