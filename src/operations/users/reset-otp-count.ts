import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { reopenCodes } from './reopen-codes';
import { userEffect } from './user-effect';

/** Opens a user's one-time codes again and forgets its resends. Where there are none it succeeds and changes nothing. */
export const resetOtpCount = (needs: Dependencies): Controller<'users.resetOtpCount'> =>
  userEffect('users.resetOtpCount', needs, async ({ tx, user, note }) => {
    if (!(await reopenCodes(tx, user))) return user;
    await note();
    return { ...user, otpResends: 0, codesClosedUntil: null };
  });
