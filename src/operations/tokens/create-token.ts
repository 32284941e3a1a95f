import { DEFAULT_TOKEN_TTL_MS } from '../../domain/api-token';
import { AppError, assertNoIssues } from '../../domain/error';
import { type Instant, toInstant, toMillis } from '../../domain/instant';
import { assertMayTouch } from '../../domain/principal';
import { tokenIssues } from '../../domain/token-rules';
import { auditEntry } from '../audit-entry';
import { callerOf } from '../caller';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { makeSecret } from './make-secret';

const defaultExpiry = (now: Instant): Instant => toInstant(new Date(toMillis(now) + DEFAULT_TOKEN_TTL_MS));

/**
 * Makes an API token for a live user, the caller unless said; its secret is in this answer and nowhere else. Without an
 * expiry it lives for 24 hours, with null for ever. Throws `invalid_fields`, `user_not_found`, `policy_not_found`,
 * `token_name_taken`; `forbidden` for a superadmin's where the caller is none.
 */
export const createApiToken =
  ({ work, clock, ids, secrets }: Dependencies): Controller<'tokens.create'> =>
  async ({ userId, expiresAt, ...given }, context) => {
    const { name = null, description = null, role = null, canWrite = null, policyId = null } = given;
    const caller = callerOf(context);
    const about = { name, description, role, canWrite, policyId };
    const now = toInstant(clock.now());
    const expiry = expiresAt === undefined ? defaultExpiry(now) : expiresAt;
    assertNoIssues(tokenIssues({ ...about, expiresAt: expiry }, now));
    const { secret, prefix, digest } = makeSecret({ ids, secrets });
    return work.transaction(async (tx) => {
      // Held, since a delete at the same moment would leave this token out of those it revokes.
      const owner = await tx.users.hold({ kind: 'id', value: userId ?? String(caller.userId) }, now);
      if (!owner) throw new AppError('user_not_found');
      assertMayTouch(caller, owner);
      const fields = {
        ulid: ids.ulid(),
        userId: owner.id,
        ...about,
        prefix,
        digest,
        expiresAt: expiry,
      };
      const token = await tx.tokens.insert(fields, now);
      await tx.audit.append(
        auditEntry(context, {
          operation: 'tokens.create',
          at: now,
          target: { type: 'token', id: token.id },
          details: { userId: owner.id, ...about, name: token.name, expiresAt: expiry },
        }),
      );
      return { token, secret };
    });
  };
