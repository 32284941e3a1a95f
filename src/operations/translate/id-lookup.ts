import { toInstant } from '../../domain/instant';
import { isAllowed, type Principal } from '../../domain/principal';
import type { IdLookup, KnownIds } from '../../domain/translation';
import { isNamedBy, type UserRef } from '../../domain/user';
import type { Dependencies } from '../dependencies';

type Needs = Pick<Dependencies, 'work' | 'clock'>;

const userIds = async ({ work, clock }: Needs, caller: Principal, ref: UserRef): Promise<KnownIds | null> => {
  const oneself = { ...caller, id: caller.userId };
  if (isNamedBy(oneself, ref)) return oneself;
  if (!isAllowed(caller, 'users:read')) return null;
  // Deleted users are for those alone who read the directory: a restore is translated as well.
  const deleted = isAllowed(caller, 'directory:read') ? 'include' : undefined;
  return work.read.users.find(ref, toInstant(clock.now()), deleted);
};

const tokenIds = async (
  { work, clock }: Needs,
  caller: Principal,
  { kind, value }: UserRef,
): Promise<KnownIds | null> => {
  if (kind === 'hex' || !isAllowed(caller, 'tokens:manage')) return null;
  return work.read.tokens.find({ kind, value }, toInstant(clock.now()));
};

/** Looks ids up as far as the caller may read what has them; of what it may not, nothing is known. */
export const idLookup =
  (needs: Needs, caller: Principal): IdLookup =>
  (target, ref) =>
    target === 'user' ? userIds(needs, caller, ref) : tokenIds(needs, caller, ref);
