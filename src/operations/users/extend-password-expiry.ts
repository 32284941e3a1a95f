import { AppError } from '../../domain/error';
import { DEFAULT_EXTENSION_DAYS, extendedExpiry, extensionProblem } from '../../domain/password-expiry';
import type { Controller } from '../contract';
import type { Dependencies } from '../dependencies';
import { present } from './hold-user';
import { userEffect } from './user-effect';

/**
 * Gives a user's password an expiry of its own, so many days after the present one or, where that has passed, after now.
 * Works where expiry is off as well: it counts once that is on. A user without a password has nothing to extend: it
 * succeeds and changes nothing. Throws `invalid_fields`, `user_not_found`.
 */
export const extendPasswordExpiry = (needs: Dependencies): Controller<'users.extendPasswordExpiry'> => {
  const extend = userEffect(
    'users.extendPasswordExpiry',
    needs,
    async ({ tx, user, now, note }, { days: asked }) => {
      if (!user.hasPassword) return user;
      const days = asked ?? (needs.rules.passwords.maxAgeDays || DEFAULT_EXTENSION_DAYS);
      const ownPasswordExpiry = extendedExpiry(user, days, now);
      if (ownPasswordExpiry === user.ownPasswordExpiry) return user;
      const extended = present(await tx.users.update(user.id, { ownPasswordExpiry }, now));
      await note({ days, until: ownPasswordExpiry });
      return extended;
    },
  );
  return async (input, context) => {
    const problem = input.days === null ? null : extensionProblem(input.days);
    if (problem) throw new AppError('invalid_fields', { issues: [{ field: 'days', ...problem }] });
    return extend(input, context);
  };
};
