import { createTable } from '../../routes/table';
import type { CodeMessage } from '../../src/domain/ports';
import { unique, useApi } from '../http/api';
import type { Asking } from '../support/test-server';

const codes: CodeMessage[] = [];
const api = useApi({
  codeSender: { send: async (message) => void codes.push(message) },
  settings: { SIGN_IN_FAILURES_PER_ACCOUNT: '1000', SIGN_IN_FAILURES_PER_ADDRESS: '1000' },
});

const secrets: string[] = [];

/** A text that stands nowhere by itself. */
const secret = (stem = 'Hush-'): string => {
  const text = `${unique(stem)}-${Math.random().toString(36).slice(2)}`;
  secrets.push(text);
  return text;
};

/** Every name under which some dialect takes a secret, each with one of its own. */
const secretFields = (): Record<string, string> =>
  Object.fromEntries(
    [
      'password',
      'new_password',
      'old_password',
      'current_password',
      'token',
      'refresh_token',
      'access_token',
      'otp',
      'code',
      'secret',
      'api_key',
    ].map((name) => [name, secret()]),
  );

const queryOf = (): string => new URLSearchParams(secretFields()).toString();

/** Every way to send a secret with a request, well-formed or not. */
const WAYS: readonly (() => { readonly query?: string; readonly asking: Asking })[] = [
  () => ({ query: queryOf(), asking: {} }),
  () => ({ asking: { token: secret('rst_') } }),
  () => ({ asking: { token: `eyJ${secret()}.${secret()}.${secret()}` } }),
  () => ({ asking: { headers: { Authorization: `Basic ${secret()}` } } }),
  () => ({ asking: { headers: { Cookie: `session=${secret()}`, 'X-Api-Key': secret() } } }),
  () => ({ asking: { token: api.adminToken, query: '', body: secretFields() } as Asking }),
  () => ({ query: queryOf(), asking: { body: secretFields() } }),
  () => ({ asking: { token: api.adminToken, raw: `{"password":"${secret()}"` } }),
  () => ({
    asking: {
      raw: `username=${unique()}&password=${secret()}`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    },
  }),
];

const { routes } = createTable();

/** Administration that would take the tests' own rights away is asked without them. */
const pathOf = (path: string): string => path.replaceAll(/\{[^}]+\}/g, '999999');

const SIGN_INS: readonly (readonly [line: string, body: (name: string, password: string) => object])[] = [
  ['POST /api/auth/login', (username, password) => ({ username, password })],
  ['POST /auth:login', (username, password) => ({ username, password })],
  ['POST /api/admin/login', (username, password) => ({ email: `${username}@example.com`, password })],
  ['POST /form/api/v1/auth/login', (username, password) => ({ identifier: username, password })],
];

const noteTokens = (value: unknown): void => {
  const { access_token, refresh_token } = (value ?? {}) as Record<string, unknown>;
  for (const token of [access_token, refresh_token])
    if (typeof token === 'string') secrets.push(token.slice(8));
};

beforeAll(async () => {
  secrets.push(api.adminToken.slice(8));
  for (const { method, path } of routes)
    for (const way of WAYS) {
      const { query, asking } = way();
      await api.server.ask(`${method} ${pathOf(path)}${query === undefined ? '' : `?${query}`}`, asking);
    }
  for (const [line, body] of SIGN_INS) {
    const [username, password] = [unique('signer'), `${secret()}A1`];
    await api.server.user({ username, password, roles: ['admin'] });
    noteTokens((await api.server.ask(line, { body: body(username, password) })).json);
    await api.server.ask(line, { body: body(username, secret()) });
  }
  await api.server.user({ username: unique('phoned'), phone: '+4930777' });
  await api.server.ask('POST /form/api/v1/auth/generate-otp', { body: { mobile: '+4930777' } });
  await api.server.wiring.codeOutbox.settle();
  const otp = codes.at(-1)?.code ?? '';
  noteTokens(
    (await api.server.ask('POST /form/api/v1/auth/login', { body: { mobile: '+4930777', otp } })).json,
  );
  for (const line of [
    `GET /nowhere?token=${secret()}`,
    `GET /metrics?token=${secret()}`,
    `GET /docs?a=${secret()}`,
  ])
    await api.server.ask(line, { token: secret() });
  await new Promise((resolve) => setTimeout(resolve, 100));
}, 120_000);

const foundIn = (text: string): string[] => secrets.filter((one) => text.includes(one));

test('there was something to find, in every dialect', () => {
  expect(secrets.length).toBeGreaterThan(5000);
  expect(secrets.every((one) => one.length > 8)).toBe(true);
  expect(codes).toHaveLength(1);
  const lines = api.server.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect([...new Set(lines.map(({ dialect }) => dialect))].toSorted()).toEqual([
    'colon',
    'flask',
    'laravel',
    'rails',
    'rest',
    undefined,
  ]);
});

test('no line of the log holds a secret, nor the code that was sent', () => {
  const text = api.server.logLines.join('');
  expect(foundIn(text)).toEqual([]);
  expect(text).not.toMatch(/Bearer |\$2[aby]\$|eyJ/);
  expect(text).not.toContain(`"${codes[0]?.code}"`);
  process.stdout.write(
    `\nredaction: ${secrets.length} secrets, ${api.server.logLines.length} lines of log\n`,
  );
});

test('nor do the metrics', async () => {
  const { text } = await api.server.ask('GET /metrics');
  expect(text).toContain('roster_http_requests_total{');
  expect(foundIn(text)).toEqual([]);
  expect(text).not.toMatch(/Bearer |\$2[aby]\$|eyJ/);
});
