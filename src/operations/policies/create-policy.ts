import { assertNoIssues } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { policyIssues } from '../../domain/policy-rules';
import { auditEntry } from '../audit-entry';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** Makes a policy: active and without limits but for those given. Throws `invalid_fields`, `policy_name_taken`. */
export const createPolicy =
  ({ work, clock }: Dependencies): Controller<'policies.create'> =>
  async ({ fields }, context) => {
    assertNoIssues(policyIssues(fields));
    const now = toInstant(clock.now());
    return work.transaction(async (tx) => {
      const policy = await tx.policies.insert(fields, now);
      const { id, createdAt, updatedAt, ...details } = policy;
      const target = { type: 'policy', id } as const;
      await tx.audit.append(auditEntry(context, { operation: 'policies.create', at: now, target, details }));
      return policy;
    });
  };
