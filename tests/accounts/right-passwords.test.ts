import bcrypt from 'bcrypt';
import { createBcryptHasher } from '../../src/adapters/bcrypt-hasher';
import { startTestServer, type TestServer } from '../support/test-server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { BCRYPT_COST: '6', TRUST_PROXY: 'loopback' } });
});
afterAll(() => server.stop());

const PASSWORD = 'securepassword123';

const failures = async (id: number): Promise<number> =>
  (await server.database.pool.query('select failed_sign_ins from users where id = $1', [id])).rows[0]
    .failed_sign_ins;

const signIn = async (username: string, password: string, from = '203.0.113.1') =>
  server.ask('POST /api/auth/login', { body: { username, password }, headers: { 'X-Forwarded-For': from } });

test('a cost that was raised makes no right password wrong, however many come at once', async () => {
  const { id } = await server.user({ username: 'old', password: PASSWORD });
  const cheap = await createBcryptHasher({ cost: 4 }).hash(PASSWORD);
  await server.database.pool.query('update users set password_hash = $2 where id = $1', [id, cheap]);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => signIn('old', PASSWORD, `203.0.113.${index + 1}`)),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await failures(id)).toBe(0);
  const { rows } = await server.database.pool.query('select password_hash from users where id = $1', [id]);
  expect(rows[0].password_hash).toMatch(/^\$2b\$06\$/);
});

// Else the time would tell the right password where the answer does not.
test('a right password that is refused is not hashed anew, whatever its cost', async () => {
  const { id } = await server.user({ username: 'closed', password: PASSWORD });
  const cheap = await createBcryptHasher({ cost: 4 }).hash(PASSWORD);
  await server.database.pool.query(
    "update users set password_hash = $2, lock_cause = 'administrator' where id = $1",
    [id, cheap],
  );
  const hash = jest.spyOn(bcrypt, 'hash');
  expect((await signIn('closed', PASSWORD)).status).toBe(401);
  expect(hash).not.toHaveBeenCalled();
  await server.database.pool.query('update users set lock_cause = null where id = $1', [id]);
  expect((await signIn('closed', PASSWORD)).status).toBe(200);
  expect(hash).toHaveBeenCalledTimes(1);
  hash.mockRestore();
});

test('a change of one’s own password ends the row of failures', async () => {
  const { id } = await server.user({ username: 'typist', password: PASSWORD });
  const { access_token } = (await signIn('typist', PASSWORD)).json as { access_token: string };
  const change = (current: string, next: string) =>
    server.ask('POST /api/auth/password', {
      token: access_token,
      body: { current_password: current, new_password: next },
    });
  for (let tries = 0; tries < 4; tries += 1) expect((await change('wrong', 'x'.repeat(12))).status).toBe(400);
  expect(await failures(id)).toBe(4);
  expect((await change(PASSWORD, 'another-password-1')).status).toBe(200);
  expect(await failures(id)).toBe(0);
});

test('a session is no place to guess in: the lock closes the change of the password as well', async () => {
  await server.user({ username: 'victim', password: PASSWORD });
  const { access_token } = (await signIn('victim', PASSWORD)).json as { access_token: string };
  const change = (current: string, from: string) =>
    server.ask('POST /api/auth/password', {
      token: access_token,
      body: { current_password: current, new_password: 'another-password-1' },
      headers: { 'X-Forwarded-For': from },
    });
  const statuses: number[] = [];
  for (let n = 1; n <= 8; n += 1) statuses.push((await change('wrong', `198.51.100.${n}`)).status);
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429, 429]);
  const right = await change(PASSWORD, '198.51.100.99');
  expect([right.status, right.text]).toEqual([429, 'Too many login attempts']);
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(80_000);
  expect((await server.ask('GET /api/auth/me', { token: access_token })).status).toBe(200);
});

test('unlock gives the whole budget back, also where a process died over its tries', async () => {
  const { id } = await server.user({ username: 'crashed', password: PASSWORD });
  await server.database.pool.query(
    `insert into sign_in_tries (name_canonical, network, user_id, state, at)
     select 'crashed', '203.0.113.1', $1, 'undecided', now() - interval '1 minute' from generate_series(1, 5)`,
    [id],
  );
  expect((await signIn('crashed', PASSWORD)).status).toBe(429);
  const admin = await server.user({ username: 'admin', roles: ['admin'] });
  const token = await server.token(admin.id);
  expect((await server.ask(`POST /api/users/${id}/unlock`, { token })).status).toBe(200);
  expect((await signIn('crashed', PASSWORD)).status).toBe(200);
});
