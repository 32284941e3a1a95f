import type { Store } from './store';
import type { User } from './types';

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
  /** Looks again who is signed in, such as after a change of the name; what was known stays where that fails. */
  lookAgain(): Promise<void>;
  /** Asks as the one who is signed in; refreshes once where the access token has run out. */
  request(request: Request): Promise<Response>;
}
