import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { changeToken } from './change-token';

/** Changes an API token's name, expiry or policy; throws what `changeToken` throws. */
export const updateApiToken =
  ({ work, clock }: Dependencies): Controller<'tokens.update'> =>
  ({ token: id, changes }, context) =>
    changeToken({ work, clock }, { operation: 'tokens.update', id, changes }, context);
