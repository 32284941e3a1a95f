import type { Repositories } from '../../domain/repositories';
import type { User } from '../../domain/user';

/** Opens a held user's one-time codes again and forgets its resends. False where there was nothing to do. */
export const reopenCodes = async (tx: Repositories, user: User): Promise<boolean> => {
  if (user.otpResends === 0 && user.codesClosedUntil === null) return false;
  await tx.codes.setResends(user.id, 0, null);
  return true;
};
