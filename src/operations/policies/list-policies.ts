import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** All policies by id. */
export const listPolicies =
  ({ work }: Dependencies): Controller<'policies.list'> =>
  () =>
    work.read.policies.list();
