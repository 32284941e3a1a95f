import { toCanonicalPhone } from '../../domain/phone';
import type { Repositories } from '../../domain/repositories';
import { employeeKey, phoneKey } from '../../domain/sign-in';
import { toCanonical } from '../../domain/text';
import type { User } from '../../domain/user';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { present } from './hold-user';
import { reopenCodes } from './reopen-codes';
import { userEffect } from './user-effect';

/** Forgets the failures at every name of a user, from every address; returns how many there were. */
const clearNames = async (tx: Repositories, user: User): Promise<number> => {
  const { username, email, phone, employeeId } = user;
  const number = toCanonicalPhone(phone ?? '');
  const names = [
    toCanonical(username),
    toCanonical(email),
    ...(number === null ? [] : [phoneKey(number)]),
    ...(employeeId === null ? [] : [employeeKey(toCanonical(employeeId))]),
  ];
  let cleared = 0;
  for (const name of names) cleared += await tx.tries.clearName(name);
  return cleared;
};

/**
 * Clears a user's lock, its failure count, its resends of one-time codes and the tries at its names from every address:
 * the whole budget is back. Where there is nothing to clear it succeeds and changes nothing.
 */
export const unlockUser = (needs: Dependencies): Controller<'users.unlock'> =>
  userEffect('users.unlock', needs, async ({ tx, user, now, note }) => {
    const cleared = await clearNames(tx, user);
    const isReopened = await reopenCodes(tx, user);
    const isCounted = user.lock !== null || user.failedSignIns > 0;
    if (!isCounted && !isReopened && cleared === 0) return user;
    await note();
    if (isCounted) return present(await tx.users.update(user.id, { lock: null }, now));
    return { ...user, otpResends: 0, codesClosedUntil: null };
  });
