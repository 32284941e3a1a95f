import { unique, useApi } from './api';
import { EFFECTS } from './effects';

const api = useApi();

/** Every password and token of this file, given or got. */
const secrets: string[] = [];

const secret = (): string => {
  const text = `${unique('S3cret-')}-${Math.random().toString(36).slice(2)}`;
  secrets.push(text);
  return text;
};

/** Bodies of all answers, which may hold a secret only where the contract says so. */
const answers: string[] = [];

const ask: typeof api.ask = async (line, asking) => {
  const answer = await api.ask(line, asking);
  answers.push(answer.text);
  return answer;
};

/** An API token's prefix is meant to be seen. */
const hidden = (token: string): string => token.slice(12);

const useTokens = async (): Promise<void> => {
  const { id: user_id } = await api.server.user({ username: unique('owner') });
  const created = await api.ask('POST /api/admin/tokens', { body: { user_id, name: unique('name') } });
  const { id, token } = created.json as { id: number; token: string };
  const rotated = (await api.ask(`POST /api/admin/tokens/${id}/rotate`)).json as { token: string };
  secrets.push(hidden(token), hidden(rotated.token), hidden(api.adminToken));
  await ask(`GET /api/users/1?access_token=${rotated.token}&token=${token}`, { token: rotated.token });
  await ask('GET /api/users', {
    token,
    headers: { Cookie: `token=${rotated.token}`, 'X-Api-Key': rotated.token },
  });
  await ask(`GET /api/admin/tokens/${id}`);
  await ask('GET /api/admin/tokens');
  await ask(`POST /api/admin/tokens/${id}/revoke`, { body: { token: rotated.token } });
  await ask(`DELETE /api/admin/tokens/${id}`);
};

const usePasswords = async (): Promise<void> => {
  const username = unique('owner');
  const [first, second, third] = [secret(), secret(), secret()];
  const email = `${username}@example.com`;
  const created = await ask('POST /api/users', { body: { username, email, password: first } });
  const { id } = created.json as { id: number };
  await ask(`PUT /api/users/${id}`, { body: { password: second } });
  await ask('POST /api/users', { body: { username, email, password: first } });
  await ask('POST /api/users', { body: { username: 7, password: secret(), passwort: secret() } });
  await ask('POST /api/users', { raw: `{"password":"${secret()}"` });
  await ask('POST /api/users', { raw: `password=${secret()}`, headers: { 'Content-Type': 'text/plain' } });
  await ask('POST /api/users', {
    body: { username: unique('x'), email, password: `${secret()}${'x'.repeat(80)}` },
  });
  await ask('POST /api/auth/login', { body: { username, password: secret() } });
  await ask('POST /api/auth/login', { body: { username: 'nobody', password: secret() } });
  const login = await api.server.ask('POST /api/auth/login', { body: { username, password: second } });
  const { access_token, refresh_token } = login.json as Record<'access_token' | 'refresh_token', string>;
  const refresh = await api.server.ask('POST /api/auth/refresh', { body: { refresh_token } });
  const pair = refresh.json as Record<'access_token' | 'refresh_token', string>;
  secrets.push(access_token, refresh_token.slice(4), pair.access_token, pair.refresh_token.slice(4));
  const token = pair.access_token;
  await ask('POST /api/auth/password', { token, body: { current_password: secret(), new_password: third } });
  await ask('POST /api/auth/password', { token, body: { current_password: second, new_password: third } });
  await ask('POST /api/auth/refresh', { body: { refresh_token: secret() } });
  // Within the grace period this hands the same pair out once more.
  await api.ask('POST /api/auth/refresh', { body: { refresh_token } });
  await ask(`GET /api/directory/${id}`);
};

const everyTable = async (): Promise<string> => {
  const { rows } = await api.server.database.pool.query(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const table = await api.server.database.pool.query(`select t::text as text from "${name}" t`);
    texts.push(...table.rows.map((row) => row['text']));
  }
  return texts.join('\n');
};

const foundIn = (text: string): string[] => secrets.filter((one) => text.includes(one));

beforeAll(async () => {
  await useTokens();
  await usePasswords();
  for (const carryOut of Object.values(EFFECTS)) await carryOut(api, 'action');
  secrets.push('effect-password-1', 'effect-password-2', 'admin-password-1');
  await new Promise((resolve) => setTimeout(resolve, 100));
});

afterAll(() => {
  process.stdout.write(
    `\nsecrets: ${secrets.length} searched for in entries, log lines, answers and tables\n`,
  );
});

test('there is something to look for, and where to look', () => {
  expect(secrets.length).toBeGreaterThan(20);
  expect(secrets.every((one) => one.length > 8)).toBe(true);
  expect(api.server.logLines.length).toBeGreaterThan(50);
});

test('no audit entry holds a password, a hash or a token', async () => {
  const { rows } = await api.server.database.pool.query(
    'select to_jsonb(e)::text as text from audit_entries e',
  );
  expect(rows.length).toBeGreaterThan(50);
  const text = rows.map((row) => row['text']).join('\n');
  expect(foundIn(text)).toEqual([]);
  expect(text).not.toMatch(/\$2[aby]\$|password_?hash|digest/i);
  expect(text).toContain('"password": "reset"');
});

test('no line of the log does', () => {
  expect(foundIn(api.server.logLines.join(''))).toEqual([]);
  expect(api.server.logLines.join('')).not.toMatch(/\$2[aby]\$|Bearer /);
});

test('no answer does, but the ones that create or rotate', () => {
  const text = answers.join('\n');
  expect(foundIn(text)).toEqual([]);
  expect(text).not.toMatch(/\$2[aby]\$|password_?hash|digest|session_epoch|select |node_modules|\.ts:/i);
});

test('no table does: passwords are bcrypt, tokens are SHA-256', async () => {
  const text = await everyTable();
  expect(foundIn(text)).toEqual([]);
  expect(text).toMatch(/\$2b\$04\$/);
});
