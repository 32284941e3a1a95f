import { inRankOrder, type RoleName } from './role';

interface Rights {
  readonly roles: readonly RoleName[];
  readonly canWrite: boolean;
}

const isReader = (roles: readonly RoleName[]): boolean => inRankOrder(roles)[0] === 'readonly';

/** Whether a new user may write: as it is said, else unless readonly is its primary role. */
export const initialCanWrite = ({
  roles,
  canWrite,
}: {
  readonly roles: readonly RoleName[];
  readonly canWrite?: boolean | undefined;
}): boolean => canWrite ?? !isReader(roles);

/**
 * Whether a user may write after a change: as it is said, else no more where the roles are written and readonly is the
 * primary one (wire contract, "colon": "sets `can_write` false unless given"), else as before. Leaving that role alone
 * gives nothing back, since nobody said so.
 */
export const canWriteAfter = (
  user: Pick<Rights, 'canWrite'>,
  { roles, canWrite }: Partial<Rights>,
): boolean => {
  if (canWrite !== undefined) return canWrite;
  return roles !== undefined && isReader(roles) ? false : user.canWrite;
};
