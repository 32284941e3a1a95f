import { createFailure, toFailure } from './failure';
import { forgetUsers } from './known-users';
import { forgetViews } from './remembered';
import type { ConsoleSession, Request, SessionState } from './session-types';
import { createStore } from './store';
import { createTokenPair } from './tokens';
import type { Transport } from './transport';
import type { SignedIn, User } from './types';

const ENDED = 'Your session has ended. Sign in again.';
const TOO_LATE = 'The time to change your password has run out. Sign in again.';

const signedOut = (notice: string | null): SessionState => ({ phase: 'signed-out', notice });

const signInBody = (name: string, password: string): Record<string, string> =>
  name.includes('@') ? { email: name, password } : { username: name, password };

/** A session over this transport. */
export const createSession = (transport: Transport): ConsoleSession => {
  const state = createStore<SessionState>({ phase: 'starting' });
  const tokens = createTokenPair(transport);

  const end = (notice: string | null): void => {
    tokens.forget();
    forgetViews();
    forgetUsers();
    state.set(signedOut(notice));
  };

  const send = (request: Request): Promise<Response> =>
    transport.send({ ...request, token: tokens.access() });

  const refresh = async (): Promise<SignedIn> => {
    try {
      return await tokens.refresh();
    } catch (thrown) {
      if (!tokens.isKept()) end(ENDED);
      throw thrown;
    }
  };

  const request = async (asked: Request): Promise<Response> => {
    const used = tokens.access();
    try {
      return await send(asked);
    } catch (thrown) {
      if (toFailure(thrown).status !== 401) throw thrown;
      // Another call may have refreshed meanwhile.
      if (tokens.access() === used) await refresh();
      return send(asked);
    }
  };

  const endAtServer = async (): Promise<void> => {
    await request({ method: 'POST', path: '/api/auth/logout' }).catch(() => undefined);
  };

  const entryOf = async (id: number): Promise<User> => {
    const response = await request({ method: 'GET', path: `/api/directory/${id}` });
    return (await response.json()) as User;
  };

  const enter = async ({ user }: SignedIn): Promise<void> => {
    try {
      state.set({ phase: 'signed-in', me: await entryOf(user.id) });
    } catch (thrown) {
      if (toFailure(thrown).status !== 403) throw thrown;
      await endAtServer();
      end(`The console is for administrators, and ${user.username} is not one. You have been signed out.`);
    }
  };

  const signIn = async (name: string, password: string): Promise<void> => {
    const path = '/api/auth/login';
    const response = await transport.send({ method: 'POST', path, body: signInBody(name, password) });
    const answer = (await response.json()) as SignedIn;
    tokens.keep(answer);
    if (answer.password_change_required) state.set({ phase: 'must-change', name });
    else await enter(answer);
  };

  const changeFirst = async (asked: Request, name: string, password: string): Promise<void> => {
    try {
      await send(asked);
    } catch (thrown) {
      // There is nothing to refresh with: this sign-in was good for the change alone.
      if (toFailure(thrown).status === 401) end(TOO_LATE);
      throw thrown;
    }
    await signIn(name, password);
  };

  return {
    state,
    signIn,
    request,
    async resume() {
      if (!tokens.isKept()) {
        state.set(signedOut(null));
        return;
      }
      const answer = await refresh();
      await enter(answer);
    },
    async changePassword(current, next) {
      const body = { current_password: current, new_password: next };
      const asked: Request = { method: 'POST', path: '/api/auth/password', body };
      const now = state.get();
      if (now.phase === 'must-change') await changeFirst(asked, now.name, next);
      // A wrong password is 400: 401 is always about the access token.
      else await request(asked);
    },
    async lookAgain() {
      const now = state.get();
      if (now.phase !== 'signed-in') return;
      const me = await entryOf(now.me.id).catch(() => null);
      if (me && state.get() === now) state.set({ phase: 'signed-in', me });
    },
    async signOut() {
      await endAtServer();
      end(null);
    },
  };
};

/** For places that are only shown to somebody who is signed in. Throws where nobody is. */
export const meOf = (state: SessionState): User => {
  if (state.phase !== 'signed-in') throw createFailure(401, ENDED);
  return state.me;
};
