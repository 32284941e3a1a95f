import type { NewUser, User } from '../../../src/domain/user';
import { type Api, unique, useApi } from '../../http/api';
import { type MovableClock, movableClock } from '../../http/movable-clock';
import type { Answer, Asking, TestServerOptions } from '../../support/test-server';

/** What the clock says when a file begins, and how this dialect writes it. */
export const START = '2026-02-09T16:20:56.789Z';
export const WRITTEN_START = '2026-02-09T16:20:56Z';

export const PASSWORD = 'UserPass123#';
export const NEW_PASSWORD = 'NewSecurePassword123#';

/** A ULID that nobody has. */
export const NOBODY = '01KH1K9G4KPG10BEV0PNTMYNWJ';

const JSON_TYPE = 'application/json; charset=utf-8';

/** A user with what people know of it. */
export interface Person extends User {
  readonly password: string;
}

/** What a sign-in hands out. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** A server, spoken to in this dialect by its first administrator. */
export interface Colon {
  readonly api: Api;
  readonly clock: MovableClock;
  /** Asks as the administrator unless the asking has a token of its own. */
  ask(line: string, asking?: Asking): Promise<Answer>;
  askAnonymously(line: string, asking?: Asking): Promise<Answer>;
  /** Makes a user with a password. */
  person(fields?: Partial<NewUser>): Promise<Person>;
  /** Signs in through this dialect. Throws when that is refused. */
  signIn(person: Pick<Person, 'username' | 'password'>): Promise<Tokens>;
}

export const useColon = (options: TestServerOptions = {}): Colon => {
  const clock = movableClock(START);
  const api = useApi({ clock, ...options });
  const askAnonymously: Colon['askAnonymously'] = (line, asking) => api.server.ask(line, asking);
  return {
    api,
    clock,
    ask: (line, asking) => api.ask(line, asking),
    askAnonymously,
    async person(fields = {}) {
      const user = await api.server.user({ username: unique('person'), password: PASSWORD, ...fields });
      return { ...user, password: PASSWORD };
    },
    async signIn({ username, password }) {
      const answer = await askAnonymously('POST /auth:login', { body: { username, password } });
      if (answer.status !== 200) throw new Error(`cannot sign ${username} in: ${told(answer)}`);
      return answer.json as Tokens;
    },
  };
};

/** An answer in one line. Whatever is not JSON is marked by its media type. */
export const told = ({ status, headers, text }: Answer): string => {
  const type = headers['content-type'];
  return type === JSON_TYPE ? `${status} ${text}` : `${status} (${type}) ${text}`;
};

/** The line of an answer with this body: keys in the order given. */
export const line = (status: number, body: unknown): string => `${status} ${JSON.stringify(body)}`;

/** The line of an error, with its code where it has one. */
export const error = (code: number, sentence: string, error_code?: string): string =>
  line(code, { code, error: sentence, ...(error_code !== undefined && { error_code }) });

export const message = (sentence: string): string => line(200, { message: sentence });

export const MALFORMED = error(400, 'invalid request body');
export const NO_USER = error(404, 'user not found', 'USER_NOT_FOUND');
export const NO_KEY = error(404, 'API key not found', 'APIKEY_NOT_FOUND');
export const NOT_ADMIN = error(403, 'admin access required', 'AUTHZ_ROLE_REQUIRED');
export const NOT_WRITER = error(403, 'write permission required', 'AUTHZ_WRITE_REQUIRED');
export const NO_TOKEN = error(401, 'authentication required');
export const BAD_TOKEN = error(401, 'invalid or expired token');
export const REVOKED = error(401, 'token has been revoked');
export const NO_ID = error(400, 'id is required', 'MISSING_REQUIRED_FIELD');
export const NO_FIELDS = error(400, 'no fields to update');

/** The line of a field that is not there. */
export const missing = (field: string): string =>
  error(400, `${field} is required`, 'MISSING_REQUIRED_FIELD');

/** The line of a value that cannot be. */
export const wrong = (sentence: string, error_code = 'INVALID_FIELD_VALUE'): string =>
  error(400, sentence, error_code);

type Told = Pick<User, 'ulid' | 'username' | 'email'>;

/** The five keys of an account. */
export const account = (
  { ulid, username, email }: Told,
  differing: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({ id: ulid, username, email, role: 'user', can_write: true, ...differing });

/** A user who was made at the start and has not signed in. */
export const wireUser = (
  user: Told,
  differing: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  ...account(user),
  created_at: WRITTEN_START,
  updated_at: WRITTEN_START,
  ...differing,
});

/** The record of a user as rest tells it, for what this dialect does not show. */
export const recordOf = async ({ api }: Colon, id: number): Promise<Record<string, unknown>> =>
  (await api.ask(`GET /api/directory/${id}`)).json as Record<string, unknown>;
