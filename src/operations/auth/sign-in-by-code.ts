import { AppError } from '../../domain/error';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { attemptByCode, tryCode } from './code-try';
import { startSession } from './start-session';
import { tellSignIn } from './tell-sign-in';

/**
 * Signs in by phone number and one-time code. A wrong code is a failed sign-in, counted like one. Throws `invalid_code`
 * for every reason there is, after the same work, and `too_many_sign_ins` when the budget of this number at this address
 * is spent.
 */
export const signInByCode =
  (needs: Dependencies): Controller<'auth.signInByCode'> =>
  ({ mobile, code }, context) =>
    tellSignIn(needs, async () => {
      const attempt = attemptByCode('auth.signInByCode', mobile, context);
      const signedIn = await tryCode(
        needs,
        { attempt, code },
        {
          prepare: async () => undefined,
          act: (tx, used) => startSession(needs, tx, used),
        },
      );
      if (!signedIn) throw new AppError('invalid_code');
      return signedIn;
    });
