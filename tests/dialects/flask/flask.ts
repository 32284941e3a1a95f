import type { NewUser, User } from '../../../src/domain/user';
import { createCapturedCodes } from '../../accounts/otp-harness';
import { type Api, unique, useApi } from '../../http/api';
import { type MovableClock, movableClock } from '../../http/movable-clock';
import type { Answer, Asking, TestServerOptions } from '../../support/test-server';

/** What the clock says when a file begins, and how this dialect writes it. */
export const START = '2026-02-08T04:36:57.123Z';
export const WRITTEN_START = '2026-02-08T04:36:57.123000+00:00';

export const PASSWORD = 'OldPassword123!';
export const NEW_PASSWORD = 'NewSecurePassword456!';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json; charset=utf-8';

/** A user with what people know of it. */
export interface Person extends User {
  readonly password: string;
}

/** A server, spoken to in this dialect by its first administrator. */
export interface Flask {
  readonly api: Api;
  readonly clock: MovableClock;
  readonly codes: ReturnType<typeof createCapturedCodes>;
  /** Asks below the prefix, as the administrator. */
  ask(line: string, asking?: Asking): Promise<Answer>;
  /** Asks below the prefix, as nobody. */
  askAnonymously(line: string, asking?: Asking): Promise<Answer>;
  /** Makes a user with a password. */
  person(fields?: Partial<NewUser>): Promise<Person>;
  /** A session's access token. */
  signIn(person: Pick<Person, 'username' | 'password'>): Promise<string>;
  /** Asks for a code and returns it. Throws where none was sent. */
  codeFor(mobile: string): Promise<string>;
}

/** The line below the prefix of the dialect. */
export const below = (line: string): string => line.replace(' /', ' /form/api/v1/');

export const useFlask = (options: TestServerOptions = {}): Flask => {
  const clock = movableClock(START);
  const codes = createCapturedCodes();
  const settings = {
    OTP_MIN_ANSWER_MS: '0',
    OTP_SENDS_PER_ADDRESS_PER_HOUR: '1000',
    ...options.settings,
  };
  const api = useApi({ clock, codeSender: codes, ...options, settings });
  const askAnonymously: Flask['askAnonymously'] = (line, asking) => api.server.ask(below(line), asking);
  return {
    api,
    clock,
    codes,
    ask: (line, asking) => api.ask(below(line), asking),
    askAnonymously,
    async person(fields = {}) {
      const user = await api.server.user({ username: unique('person'), password: PASSWORD, ...fields });
      return { ...user, password: PASSWORD };
    },
    async signIn({ username, password }) {
      const answer = await askAnonymously('POST /auth/login', { body: { username, password } });
      if (answer.status !== 200) throw new Error(`cannot sign ${username} in: ${told(answer)}`);
      return (answer.json as { access_token: string }).access_token;
    },
    async codeFor(mobile) {
      const before = codes.messages.length;
      await askAnonymously('POST /auth/generate-otp', { body: { mobile } });
      await api.server.wiring.codeOutbox.settle();
      if (codes.messages.length !== before + 1) throw new Error(`no code was sent to ${mobile}`);
      return codes.last();
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

export const message = (status: number, sentence: string): string => line(status, { message: sentence });

export const DENIED = line(403, { error: 'Insufficient permissions' });
export const NO_USER = message(404, 'User not found');
export const INVALID_CREDENTIALS = line(401, { msg: 'Invalid credentials', success: false });
export const INVALID_OTP = line(401, { msg: 'Invalid OTP', success: false });

/** A form as browsers send it. */
export const form = (text: string, type = FORM): Asking => ({ raw: text, headers: { 'Content-Type': type } });

/** The full object of a user who was made at the start and of whom nothing else is known. */
export const fullObject = (
  { hexId, username, email }: Pick<User, 'hexId' | 'username' | 'email'>,
  differing: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  id: hexId,
  user_type: 'employee',
  username,
  email,
  employee_id: null,
  mobile: null,
  is_active: true,
  is_admin: false,
  is_email_verified: false,
  roles: ['user'],
  failed_login_attempts: 0,
  otp_resend_count: 0,
  lock_until: null,
  created_at: WRITTEN_START,
  updated_at: WRITTEN_START,
  last_login: null,
  password_expiration: null,
  ...differing,
});

/** The record of a user as rest tells it, for what this dialect does not show. */
export const recordOf = async ({ api }: Flask, id: number): Promise<Record<string, unknown>> =>
  (await api.ask(`GET /api/directory/${id}`)).json as Record<string, unknown>;
