import type { IssuedToken } from '../../domain/api-token';
import { toInstant } from '../../domain/instant';
import { assertMayTouch, type Principal } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import type { KeptCreation } from '../../domain/repositories/idempotency-keys';
import { refOf } from '../../domain/user';
import type { Dependencies } from '../dependencies';
import { secretMadeFrom } from './make-secret';

/**
 * A token that a create has made, with its secret made anew from the nonce that was kept. Null where that secret opens
 * nothing any more: the token was deleted, revoked or given another secret, or has expired. Throws `forbidden` for a
 * superadmin's where the caller is none.
 */
export const issueAgain = async (
  { clock, secrets }: Pick<Dependencies, 'clock' | 'secrets'>,
  on: Repositories,
  { madeId, nonce }: KeptCreation,
  caller: Principal,
): Promise<IssuedToken | null> => {
  const now = toInstant(clock.now());
  const token = await on.tokens.find({ kind: 'id', value: String(madeId) }, now);
  if (!token || nonce === null) return null;
  const owner = await on.users.find(refOf({ id: token.userId }), now, 'include');
  if (owner) assertMayTouch(caller, owner);
  const secret = secretMadeFrom({ secrets }, nonce, token.prefix);
  return secret === null || token.status !== 'active' ? null : { token, secret };
};
