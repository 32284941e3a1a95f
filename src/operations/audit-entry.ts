import type { AuditTargetType, NewAuditEntry } from '../domain/audit';
import type { Instant } from '../domain/instant';
import { actorId } from '../domain/principal';
import type { OperationContext } from './context';
import type { OperationId } from './contract';
import { SPECS } from './specs';

interface Happening {
  readonly operation: OperationId;
  readonly at: Instant;
  readonly target?: { readonly type: AuditTargetType; readonly id: number | string };
  /** `done` unless said otherwise. */
  readonly result?: 'done' | 'refused';
  /** Names and reasons; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

const tokenOf = ({ principal }: OperationContext): number | null =>
  principal?.credential.kind === 'token' ? principal.credential.tokenId : null;

/** The audit entry of what this call did, to be appended in the transaction of the effect. */
export const auditEntry = (context: OperationContext, happening: Happening): NewAuditEntry => {
  const { principal, origin } = context;
  const { operation, at, target, result = 'done', details = {} } = happening;
  return {
    at,
    action: SPECS[operation].audit ?? operation,
    result,
    actorId: principal ? actorId(principal) : null,
    actor: principal?.username ?? null,
    tokenId: tokenOf(context),
    targetType: target?.type ?? null,
    targetId: target ? String(target.id) : null,
    dialect: origin.dialect,
    binding: origin.binding,
    ip: origin.ip,
    requestId: origin.requestId,
    details,
  };
};
