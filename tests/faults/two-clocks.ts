import { join } from 'node:path';
import { until } from '../support/child-process';
import { createEmptyDatabase, sql } from '../support/empty-database';
import { copyProgram } from '../support/program-copy';
import {
  type Environment,
  type ServerProcess,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { type Answer, type Asking, ask } from '../support/test-server';

const TOKEN = 'token-of-the-tests-of-clocks-0123456789';
const PASSWORD = 'correct horse battery';

/** Two replicas over one database, of which the second may have a clock of its own. */
export interface TwoReplicas {
  readonly database: string;
  readonly right: ServerProcess;
  readonly shifted: ServerProcess;
  /** A request of the administrator. */
  admin(server: ServerProcess, line: string, body?: unknown, more?: Asking): Promise<Answer>;
  /** Makes a user with a password and a phone of its own. */
  user(): Promise<{ readonly id: number; readonly username: string; readonly mobile: string }>;
  /** Makes a token of a user under a policy of its own; `expires_at` is null unless it is said. */
  limitedToken(userId: number, policy: object, expiresAt?: string | null): Promise<string>;
}

/** Signs in with the password that all have. */
export const signIn = (server: ServerProcess, username: string, password = PASSWORD): Promise<Answer> =>
  ask(server.address, 'POST /api/auth/login', { body: { username, password } });

/** Starts both; `environment` is the second one's. */
export const startTwoReplicas = async (environment: Environment): Promise<TwoReplicas> => {
  const database = await createEmptyDatabase();
  const settings = {
    DATABASE_URL: database,
    JWT_SECRET: 'a-secret-that-both-replicas-know-0123456789',
    BCRYPT_COST: '4',
    ADMIN_TOKEN: TOKEN,
    ADMIN_PASSWORD: PASSWORD,
    OTP_SENDER: 'log',
    OTP_MIN_ANSWER_MS: '0',
    RATE_LIMIT_ANONYMOUS_PER_MIN: '100000',
    RATE_LIMIT_SESSION_PER_MIN: '100000',
  };
  // A copy, since a program that is compiled by a wrong clock would be out of date for ever.
  const entry = join(await copyProgram(), 'bin', 'roster.js');
  const right = await startServer({ entry, dataDir: temporaryDirectory(), settings });
  const shifted = await startServer({
    entry,
    dataDir: temporaryDirectory(),
    settings: { ...settings, ...environment },
  });
  let made = 0;
  const admin: TwoReplicas['admin'] = (server, line, body, more) =>
    ask(server.address, line, { token: TOKEN, body, ...more });
  return {
    database,
    right,
    shifted,
    admin,
    async user() {
      made += 1;
      const username = `user${made}`;
      const mobile = `+4930${1000 + made}`;
      const body = { username, email: `${username}@example.com`, password: PASSWORD };
      const { json } = await admin(right, 'POST /api/users', body);
      const { id } = json as { id: number };
      await sql(
        database,
        `update users set phone = '${mobile}', phone_canonical = '${mobile}' where id = ${id}`,
      );
      return { id, username, mobile };
    },
    async limitedToken(userId, policy, expiresAt = null) {
      made += 1;
      const { json } = await admin(right, 'POST /api/policies', { name: `policy ${made}`, ...policy });
      const fields = { user_id: userId, policy_id: (json as { id: number }).id, expires_at: expiresAt };
      const token = await admin(right, 'POST /api/admin/tokens', fields);
      return (token.json as { token: string }).token;
    },
  };
};

/** Asks a server for a code and returns it. */
export const codeFor = async (server: ServerProcess, mobile: string): Promise<string> => {
  const codes = () => [...server.stdout().matchAll(/"code":"(\d{6})"/g)].map(([, code = '']) => code);
  const before = codes().length;
  await ask(server.address, 'POST /api/auth/otp/send', { body: { mobile } });
  // It is sent, and so logged, after the answer.
  await until(() => codes().length > before);
  return codes().at(-1) ?? '';
};
