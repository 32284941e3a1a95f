import { startTestServer, type TestServer } from '../support/test-server';

const PASSWORD = 'securepassword123';
const WRONG = 'not-the-password';
const LIMIT = 5;

let server: TestServer;
let admin: string;

beforeAll(async () => {
  server = await startTestServer({ settings: { TRUST_PROXY: 'loopback' } });
  const chief = await server.user({ username: 'chief', roles: ['admin'] });
  admin = await server.token(chief.id);
});
afterAll(() => server.stop());

let addresses = 0;
const anotherAddress = (): string => {
  addresses += 1;
  return `10.9.${addresses >> 8}.${addresses & 255}`;
};

/** Signs in, each time from another address unless one is given; status and body. */
const signIn = async (body: object, from = anotherAddress()) => {
  const headers = { 'X-Forwarded-For': from };
  const { status, text } = await server.ask('POST /api/auth/login', { body, headers });
  return [status, status === 200 ? 'in' : text];
};

const lastEntries = async (action: string, count: number) => {
  const { json } = await server.ask(`GET /api/audit?action=${action}&limit=${count}`, { token: admin });
  return (json as Record<string, unknown>[]).map(({ result, target_type, target_id, details }) => ({
    result,
    target: target_type === null ? null : `${target_type} ${target_id}`,
    details,
  }));
};

const REFUSED = [401, 'Invalid credentials'];

const lockByFailures = async (id: number, username: string): Promise<void> => {
  for (let tries = 0; tries < LIMIT; tries += 1)
    expect(await signIn({ username, password: WRONG })).toEqual(REFUSED);
  expect(await lastEntries('auth.signIn', LIMIT)).toEqual(
    Array(LIMIT).fill({
      result: 'refused',
      target: `user ${id}`,
      details: { name: username, reason: 'wrong_password' },
    }),
  );
};

const asAdmin = (line: (id: number) => string) => async (id: number) => {
  expect((await server.ask(line(id), { token: admin })).status).toBe(200);
};

// What keeps an account out whatever is typed is the reason; the password is one only where it decides.
test.each<[string, string, (id: number, username: string) => Promise<void>]>([
  ['locked by failures', 'locked', lockByFailures],
  ['locked by an administrator', 'locked', asAdmin((id) => `POST /api/users/${id}/lock`)],
  ['suspended', 'suspended', asAdmin((id) => `POST /api/users/${id}/suspend`)],
  [
    'without a password',
    'no_password',
    async (id) =>
      void (await server.database.pool.query('update users set password_hash = null where id = $1', [id])),
  ],
])('the audit trail says of an account that is %s: %s', async (what, reason, happen) => {
  const { id, username, email } = await server.user({
    username: what.replaceAll(' ', '-'),
    password: PASSWORD,
  });
  await happen(id, username);
  // One try less than would lock what is not locked yet.
  for (const [name, who, password] of [
    [{ username }, username, WRONG],
    [{ username }, username, PASSWORD],
    [{ email }, email, 'short'],
    [{ email }, email, PASSWORD],
  ] as const) {
    expect(await signIn({ ...name, password })).toEqual(REFUSED);
    expect(await lastEntries('auth.signIn', 1)).toEqual([
      { result: 'refused', target: `user ${id}`, details: { name: who, reason } },
    ]);
  }
});

test.each([
  ['was never there', async () => undefined],
  ['was deleted', asAdmin((id) => `DELETE /api/users/${id}`)],
])('a name whose user %s is unknown', async (what, happen) => {
  const username = what.replaceAll(' ', '-');
  if (what === 'was deleted') await happen((await server.user({ username, password: PASSWORD })).id);
  for (const password of [WRONG, PASSWORD]) {
    expect(await signIn({ username, password })).toEqual(REFUSED);
    expect(await lastEntries('auth.signIn', 1)).toEqual([
      { result: 'refused', target: null, details: { name: username, reason: 'unknown_name' } },
    ]);
  }
});

test('a try that is not heard is one of the user’s history too', async () => {
  const { id, username } = await server.user({ username: 'unheard', password: PASSWORD });
  const from = anotherAddress();
  for (let tries = 0; tries < LIMIT; tries += 1) await signIn({ username, password: WRONG }, from);
  for (const [name, target] of [
    [username, `user ${id}`],
    ['unheard-of', null],
  ] as const) {
    if (target === null)
      for (let tries = 0; tries < LIMIT; tries += 1) await signIn({ username: name, password: WRONG }, from);
    expect(await signIn({ username: name, password: PASSWORD }, from)).toEqual([
      429,
      'Too many login attempts',
    ]);
    expect(await lastEntries('auth.signIn', 1)).toEqual([
      { result: 'refused', target, details: { name, reason: 'too_many_tries' } },
    ]);
  }
});

test('at a locked account the change of the password is not heard, and the trail says why', async () => {
  const { id, username } = await server.user({ username: 'changer', password: PASSWORD });
  const login = await server.ask('POST /api/auth/login', { body: { username, password: PASSWORD } });
  const { access_token: token } = login.json as { access_token: string };
  await lockByFailures(id, username);
  for (const current_password of [PASSWORD, WRONG]) {
    const answer = await server.ask('POST /api/auth/password', {
      token,
      body: { current_password, new_password: 'another-password-1' },
      headers: { 'X-Forwarded-For': anotherAddress() },
    });
    expect([answer.status, answer.text]).toEqual([429, 'Too many login attempts']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(86_000);
    expect(await lastEntries('auth.changePassword', 1)).toEqual([
      { result: 'refused', target: `user ${id}`, details: { name: username, reason: 'locked' } },
    ]);
  }
});
