import { createFailure, toFailure } from './failure';
import { forgetUsers } from './known-users';
import { forgetViews } from './remembered';
import { createStore, type Store } from './store';
import { createTokenPair } from './tokens';
import type { Transport } from './transport';
import type { SignedIn, User } from './types';

/** Where the page stands. */
export type SessionState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'signed-out'; readonly notice: string | null }
  /** The password was right and must be changed before anything else. */
  | { readonly phase: 'must-change'; readonly name: string }
  | { readonly phase: 'signed-in'; readonly me: User };

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The session of whoever uses the console. Every function that asks the server rejects with a `Failure`. */
export interface ConsoleSession {
  readonly state: Store<SessionState>;
  /** Takes up the session that this tab had before it was loaded anew, if it had one. */
  resume(): Promise<void>;
  signIn(name: string, password: string): Promise<void>;
  /** Sets another password; after a sign-in that demanded it, signs in with the new one. */
  changePassword(current: string, next: string): Promise<void>;
  signOut(): Promise<void>;
  /** Asks as the one who is signed in; refreshes once where the access token has run out. */
  request(request: Request): Promise<Response>;
}

const ENDED = 'Your session has ended. Sign in again.';

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

  const enter = async ({ user }: SignedIn): Promise<void> => {
    try {
      const response = await request({ method: 'GET', path: `/api/directory/${user.id}` });
      state.set({ phase: 'signed-in', me: (await response.json()) as User });
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
      await send({ method: 'POST', path: '/api/auth/password', body });
      const now = state.get();
      if (now.phase === 'must-change') await signIn(now.name, next);
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
