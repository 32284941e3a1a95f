import type { User } from '../../src/domain/user';
import {
  type Answer,
  type Asking,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../support/test-server';

/** A server with its first administrator, for the tests of one file. */
export interface Api {
  readonly server: TestServer;
  /** The first administrator: id 1. */
  readonly admin: User;
  /** Its API token. */
  readonly adminToken: string;
  /** Asks as the first administrator unless the asking has a token of its own. */
  ask(line: string, asking?: Asking): Promise<Answer>;
}

/** Starts a server before the tests of a file and stops it after them. */
export const useApi = (options: TestServerOptions = {}): Api => {
  let server: TestServer | undefined;
  let admin: User | undefined;
  let adminToken = '';
  const running = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the server of these tests is not running');
    return part;
  };
  beforeAll(async () => {
    server = await startTestServer(options);
    admin = await server.user({ username: 'admin', roles: ['admin'], password: 'admin-password-1' });
    adminToken = await server.token(admin.id);
  });
  afterAll(() => server?.stop());
  return {
    get server() {
      return running(server);
    },
    get admin() {
      return running(admin);
    },
    get adminToken() {
      return adminToken;
    },
    ask: (line, asking = {}) => running(server).ask(line, { token: adminToken, ...asking }),
  };
};

const TEXT = 'text/plain; charset=utf-8';

/** An answer in one line: status and sentence. Whatever is not plain text is marked by its media type. */
export const outcome = ({ status, headers, text }: Answer): string => {
  const type = headers['content-type'];
  return type === TEXT ? `${status} ${text}` : `${status} (${type}) ${text}`;
};

/** The same line for an answer in JSON. */
export const jsonOutcome = (status: number, value: unknown): string =>
  `${status} (application/json; charset=utf-8) ${JSON.stringify(value)}`;

/** What an effect with nothing to show answers. */
export const succeeded = (message: string): string => jsonOutcome(200, { success: true, message });

/** A short text that no other call of the run gets, for names that must be unique. */
export const unique = (() => {
  let last = 0;
  return (stem = 'u'): string => {
    last += 1;
    return `${stem}${last}`;
  };
})();

/** Signs in over HTTP and answers with the access token. Throws when the sign-in is refused. */
export const signIn = async ({ server }: Api, username: string, password: string): Promise<string> => {
  const answer = await server.ask('POST /api/auth/login', { body: { username, password } });
  if (answer.status !== 200) throw new Error(`cannot sign ${username} in: ${outcome(answer)}`);
  return (answer.json as { access_token: string }).access_token;
};
