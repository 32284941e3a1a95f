import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { changeToken } from './change-token';

/** Gives an API token another policy, or none; throws what `changeToken` throws. */
export const setTokenPolicy =
  ({ work, clock }: Dependencies): Controller<'tokens.setPolicy'> =>
  ({ token: ref, policyId }, context) =>
    changeToken({ work, clock }, { operation: 'tokens.setPolicy', ref, changes: { policyId } }, context);
