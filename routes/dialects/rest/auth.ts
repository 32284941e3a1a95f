import type { SignedIn } from '../../../src/domain/session';
import { bind } from '../../binding';
import { inPath } from '../../locator';
import { json, type WireResponse } from '../../wire';
import { decodePasswordChange, decodeRefresh, decodeSignIn } from './auth-bodies';
import { success } from './replies';
import { sessionShape } from './session-shape';
import { signInShape } from './sign-in-shape';
import { userShape } from './user-shape';

const encodeSignedIn = (signedIn: SignedIn): WireResponse => json(200, signInShape.encode(signedIn));

/** Sign-in and what callers do with their own account; stays whichever dialects are switched on. */
export const auth = [
  bind('auth.signIn', ['POST /auth/login'], {
    decode: ({ body }) => ({ ...decodeSignIn(body), acceptsRestricted: true as const }),
    encode: encodeSignedIn,
  }),
  bind('auth.refresh', ['POST /auth/refresh'], {
    decode: ({ body }) => decodeRefresh(body),
    encode: encodeSignedIn,
  }),
  bind('auth.signOut', ['POST /auth/logout'], { encode: success('Logged out successfully') }),
  bind('auth.changePassword', ['POST /auth/password', 'PUT /auth/password'], {
    decode: ({ body }) => decodePasswordChange(body),
    encode: success('Password changed successfully'),
  }),
  bind('auth.me', ['GET /auth/me'], { encode: (user) => json(200, userShape.encode(user)) }),
  bind('auth.listSessions', ['GET /auth/sessions', 'GET /auth/sessions/list'], {
    encode: (sessions) => json(200, sessions.map(sessionShape.encode)),
  }),
  bind(
    'auth.endSession',
    ['DELETE /auth/sessions/{sid}', 'DELETE /auth/sessions/delete/{sid}', 'POST /auth/sessions/delete/{sid}'],
    { at: { session: inPath('sid', 'ulid') }, encode: success('Session ended successfully') },
  ),
];
