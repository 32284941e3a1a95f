import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { auditEntry } from '../audit-entry';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** Removes a policy that no token has. Throws `policy_not_found`, `policy_in_use`. */
export const deletePolicy =
  ({ work, clock }: Dependencies): Controller<'policies.delete'> =>
  async ({ policy: id }, context) => {
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const policy = await tx.policies.find(id);
      const isGone = policy !== null && (await tx.policies.delete(id));
      if (!isGone) throw new AppError('policy_not_found');
      const target = { type: 'policy', id: policy.id } as const;
      const details = { name: policy.name };
      await tx.audit.append(auditEntry(context, { operation: 'policies.delete', at: now, target, details }));
      return undefined;
    });
  };
