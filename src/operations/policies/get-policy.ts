import { AppError } from '../../domain/error';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';

/** A policy. Throws `policy_not_found`. */
export const getPolicy =
  ({ work }: Dependencies): Controller<'policies.get'> =>
  async ({ policy: id }) => {
    const policy = await work.read.policies.find(id);
    if (!policy) throw new AppError('policy_not_found');
    return policy;
  };
