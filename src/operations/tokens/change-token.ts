import type { ApiToken, ApiTokenChanges, TokenRef } from '../../domain/api-token';
import { differing } from '../../domain/differing';
import { assertNoIssues } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import { toStored } from '../../domain/text';
import { tokenIssues } from '../../domain/token-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { OperationContext } from '../context';
import type { Dependencies } from '../dependencies';
import { holdToken, presentToken } from './hold-token';

interface Change {
  readonly operation: 'tokens.update' | 'tokens.setPolicy';
  readonly ref: TokenRef;
  readonly changes: ApiTokenChanges;
}

const asStored = (changes: ApiTokenChanges): ApiTokenChanges =>
  typeof changes.name === 'string' ? { ...changes, name: toStored(changes.name) } : changes;

/**
 * Changes a token on behalf of an operation. With nothing to change it answers with the token as it is and leaves no
 * trace. Throws `invalid_fields`, `token_not_found`, `policy_not_found`, `token_name_taken`, `forbidden`.
 */
export const changeToken = async (
  { work, clock }: Pick<Dependencies, 'work' | 'clock'>,
  { operation, ref, changes: asked }: Change,
  context: OperationContext,
): Promise<ApiToken> => {
  const caller = callerOf(context);
  const now = toInstant(clock.now());
  assertNoIssues(tokenIssues(asked, now));
  return work.transaction(async (tx) => {
    const token = await holdToken(tx, ref, caller, now);
    const changes = differing(token, asStored(asked));
    if (Object.keys(changes).length === 0) return token;
    const changed = presentToken(await tx.tokens.update(token.id, changes, now));
    const target = { type: 'token', id: token.id } as const;
    await tx.audit.append(auditEntry(context, { operation, at: now, target, details: { changes } }));
    return changed;
  });
};
