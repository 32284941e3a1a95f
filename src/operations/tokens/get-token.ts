import { AppError } from '../../domain/error';
import { toInstant } from '../../domain/instant';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** An API token. Throws `token_not_found`. */
export const getApiToken =
  ({ work, clock }: Dependencies): Controller<'tokens.get'> =>
  async ({ token: ref }) => {
    const token = await work.read.tokens.find(ref, toInstant(clock.now()));
    if (!token) throw new AppError('token_not_found');
    return token;
  };
