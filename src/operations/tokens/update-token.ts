import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { changeToken } from './change-token';

/** Changes an API token's name, description, expiry, policy, or what it is narrowed to; throws what `changeToken` throws. */
export const updateApiToken =
  ({ work, clock }: Dependencies): Controller<'tokens.update'> =>
  ({ token: ref, changes }, context) =>
    changeToken({ work, clock }, { operation: 'tokens.update', ref, changes }, context);
