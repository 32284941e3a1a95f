import { bind } from '../../binding';
import { saying, showing } from '../../codec/reply';
import { ofCaller } from '../../locator';
import { credentials, decodePasswordChange, decodeRefresh, passwordChange } from './auth-bodies';
import { signInShape } from './sign-in-shape';
import { decodeOwnChanges, ownChanges } from './user-body';
import { accountShape } from './user-shape';

const signedIn = showing(signInShape);

const account = (message: string) => showing(accountShape, { under: 'user', beside: { message } });

/** Sign-in, and what people do with their own account. */
export const auth = [
  bind('auth.signIn', ['POST /auth:login'], {
    body: credentials,
    decode({ body }) {
      const { username, password } = credentials(body);
      return { name: { by: 'username' as const, value: username }, password };
    },
    reply: signedIn,
  }),
  bind('auth.refresh', ['POST /auth:refresh'], {
    body: decodeRefresh,
    decode: ({ body }) => decodeRefresh(body),
    reply: signedIn,
  }),
  bind('auth.signOut', ['POST /auth:logout'], {
    body: decodeRefresh,
    decode: ({ body }) => decodeRefresh(body),
    reply: saying({ message: 'logged out successfully' }),
  }),
  bind('auth.me', ['GET /auth:me'], { reply: showing(accountShape, { under: 'user' }) }),
  bind('users.update', ['POST /auth:me'], {
    at: { user: ofCaller },
    body: ownChanges,
    decode: ({ body }) => ({ changes: decodeOwnChanges(body) }),
    reply: account('user updated successfully'),
  }),
  bind('auth.changePassword', ['POST /auth:me'], {
    when: { given: ['password', 'old_password'] },
    body: passwordChange,
    decode: ({ body }) => ({ ...decodePasswordChange(body), endsAll: true as const }),
    reply: account('password updated successfully, please login again'),
  }),
];
