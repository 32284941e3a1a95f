import { bind } from '../../binding';
import { showing, showingAll } from '../../codec/reply';
import { inPath } from '../../locator';
import { decodePasswordChange, decodeRefresh, decodeSignIn, signInFields } from './auth-bodies';
import { success } from './replies';
import { sessionShape } from './session-shape';
import { signInShape } from './sign-in-shape';
import { userShape } from './user-shape';

const signedIn = showing(signInShape);

/** Sign-in and what callers do with their own account; stays whichever dialects are switched on. */
export const auth = [
  bind('auth.signIn', ['POST /auth/login'], {
    body: signInFields,
    decode: ({ body }) => ({ ...decodeSignIn(body), acceptsRestricted: true as const }),
    reply: signedIn,
  }),
  bind('auth.refresh', ['POST /auth/refresh'], {
    body: decodeRefresh,
    decode: ({ body }) => decodeRefresh(body),
    reply: signedIn,
  }),
  bind('auth.signOut', ['POST /auth/logout'], {
    decode: () => ({}),
    reply: success('Logged out successfully'),
  }),
  bind('auth.changePassword', ['POST /auth/password', 'PUT /auth/password'], {
    body: decodePasswordChange,
    decode: ({ body }) => decodePasswordChange(body),
    reply: success('Password changed successfully'),
  }),
  bind('auth.me', ['GET /auth/me'], { reply: showing(userShape) }),
  bind('auth.listSessions', ['GET /auth/sessions', 'GET /auth/sessions/list'], {
    reply: showingAll(sessionShape),
  }),
  bind(
    'auth.endSession',
    ['DELETE /auth/sessions/{sid}', 'DELETE /auth/sessions/delete/{sid}', 'POST /auth/sessions/delete/{sid}'],
    { at: { session: inPath('sid', 'ulid') }, reply: success('Session ended successfully') },
  ),
];
