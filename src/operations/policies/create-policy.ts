import { assertNoIssues } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { policyIssues } from '../../domain/policy-rules';
import type { Repositories } from '../../domain/repositories';
import { toStored } from '../../domain/text';
import { NEW_TOKEN_POLICY, type NewTokenPolicy, type TokenPolicy } from '../../domain/token-policy';
import { auditEntry } from '../audit-entry';
import type { OperationContext } from '../context';
import type { Controller } from '../contract';
import { type Creation, createOnce } from '../create-once';
import type { Dependencies } from '../dependencies';

const insert = async (
  tx: Repositories,
  { clock }: Pick<Dependencies, 'clock'>,
  fields: NewTokenPolicy,
  context: OperationContext,
): Promise<TokenPolicy> => {
  const now = toInstant(clock.now());
  const policy = await tx.policies.insert(fields, now);
  const { id, createdAt, updatedAt, ...details } = policy;
  const target = { type: 'policy', id } as const;
  await tx.audit.append(auditEntry(context, { operation: 'policies.create', at: now, target, details }));
  return policy;
};

const creationOf = (fields: NewTokenPolicy): Creation<TokenPolicy> => ({
  operation: 'policies.create',
  asked: { ...NEW_TOKEN_POLICY, ...fields, name: toStored(fields.name) },
  idOf: ({ id }) => id,
  again: (on, { madeId }) => on.policies.find(String(madeId)),
});

/**
 * Makes a policy: active and without limits but for those given. Throws `invalid_fields`, `policy_name_taken`, and what
 * `createOnce` throws.
 */
export const createPolicy =
  (needs: Dependencies): Controller<'policies.create'> =>
  async ({ fields }, context) => {
    assertNoIssues(policyIssues(fields));
    return createOnce(needs, creationOf(fields), context, (transact) =>
      transact((tx) => insert(tx, needs, fields, context)),
    );
  };
