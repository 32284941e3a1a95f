import { toInstant } from '../../domain/instant';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** API tokens by one of their ids: a page when a limit is given, else all of them. */
export const listApiTokens =
  ({ work, clock }: Dependencies): Controller<'tokens.list'> =>
  (input) =>
    work.read.tokens.list(input, toInstant(clock.now()));
