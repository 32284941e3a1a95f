import { differing } from '../../domain/differing';
import { AppError, assertNoIssues } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { policyIssues } from '../../domain/policy-rules';
import { toStored } from '../../domain/text';
import type { TokenPolicyChanges } from '../../domain/token-policy';
import { auditEntry } from '../audit-entry';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

const asStored = (changes: TokenPolicyChanges): TokenPolicyChanges =>
  changes.name === undefined ? changes : { ...changes, name: toStored(changes.name) };

/**
 * Changes a policy for every token that has it. With nothing to change it answers with the policy as it is and leaves
 * no trace. Throws `invalid_fields`, `policy_not_found`, `policy_name_taken`.
 */
export const updatePolicy =
  ({ work, clock }: Dependencies): Controller<'policies.update'> =>
  async ({ policy: id, changes: asked }, context) => {
    assertNoIssues(policyIssues(asked));
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const policy = await tx.policies.find(id);
      if (!policy) throw new AppError('policy_not_found');
      const changes = differing(policy, asStored(asked));
      if (Object.keys(changes).length === 0) return policy;
      const updated = await tx.policies.update(id, changes, now);
      if (!updated) throw new AppError('policy_not_found');
      const target = { type: 'policy', id: policy.id } as const;
      await tx.audit.append(
        auditEntry(context, { operation: 'policies.update', at: now, target, details: { changes } }),
      );
      return updated;
    });
  };
