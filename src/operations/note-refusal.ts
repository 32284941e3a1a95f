import type { Instant } from '../domain/instant';
import type { Repositories } from '../domain/repositories';
import { NOBODY, type SignInName, triedName } from '../domain/sign-in';
import { auditEntry } from './audit-entry';
import type { OperationContext } from './context';
import type { OperationId } from './contract';

/** A call that may be refused in a way that is worth an audit entry. */
export interface RefusableCall {
  readonly operation: OperationId;
  readonly context: OperationContext;
  /** By which somebody is about to prove who it is; absent where that is known. */
  readonly name?: SignInName;
}

/** What came of it: whose account it was (`NOBODY` where that is not known), and why it was refused. */
interface Refusal {
  readonly userId: number;
  readonly reason: string;
  readonly now: Instant;
}

/** Leaves the audit entry of a call that was refused. The reason stands there alone: no answer need tell it. */
export const noteRefusal = (
  on: Repositories,
  { operation, name, context }: RefusableCall,
  { userId, reason, now }: Refusal,
): Promise<void> =>
  on.audit.append(
    auditEntry(context, {
      operation,
      at: now,
      result: 'refused',
      ...(userId > NOBODY && { target: { type: 'user' as const, id: userId } }),
      details: { ...(name && { name: triedName(name).told }), reason },
    }),
  );
