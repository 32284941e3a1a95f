/**
 * What dialects demand beyond what operations do, written by hand from the wire contract ("a dialect can demand more:
 * laravel, colon's `users:*` and `apikeys:*`, and flask's user administration: administrators only"). A dialect that is
 * not here demands nothing more.
 */

/** The routes of a dialect that are for administrators alone, by their labels. */
export const ADMINISTRATORS_ONLY: Readonly<Record<string, RegExp>> = {
  colon: /^\w+ \/(users|apikeys):/,
  laravel: /^\w+ \/api\/admin\/(?!login$)/,
  flask: /^\w+ \/form\/api\/v1\/user\/(users|unlock$|security\/(lock-status|extend-password-expiry))/,
};

/** The routes of a dialect that nobody may aim at itself (colon: 403 `CANNOT_MODIFY_SELF`). */
export const NOT_ON_ONESELF: Readonly<Record<string, RegExp>> = {
  colon: /^POST \/users:(update|destroy)$/,
};
