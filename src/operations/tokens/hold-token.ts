import type { ApiToken, TokenRef } from '../../domain/api-token';
import { AppError } from '../../domain/error';
import type { Instant } from '../../domain/instant';
import { assertMayTouch, type Principal } from '../../domain/principal';
import type { Repositories } from '../../domain/repositories';
import { refOf } from '../../domain/user';

const findToken = async (tx: Repositories, ref: TokenRef, now: Instant): Promise<ApiToken> => {
  const token = await tx.tokens.find(ref, now);
  if (!token) throw new AppError('token_not_found');
  return token;
};

/**
 * A token that the caller may touch, with its owner's row held: whoever changes a token holds its owner first, so what
 * is read here stays true until the transaction ends, the owner's roles included. Throws `token_not_found`, and
 * `forbidden` for a superadmin's token where the caller is none.
 */
export const holdToken = async (
  tx: Repositories,
  ref: TokenRef,
  caller: Principal,
  now: Instant,
): Promise<ApiToken> => {
  const { userId } = await findToken(tx, ref, now);
  const owner = await tx.users.hold(refOf({ id: userId }), now, 'include');
  if (owner) assertMayTouch(caller, owner);
  // Read again: it may have changed, or gone, while we waited for the owner.
  return findToken(tx, ref, now);
};

/** The token that a write answered with. It was held, so it cannot have gone: its absence is a fault of ours. */
export const presentToken = (token: ApiToken | null): ApiToken => {
  if (!token) throw new Error('a held token vanished');
  return token;
};
