import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment, ServerProcess } from '../support/roster-process';
import { ask } from '../support/test-server';
import { useDirectory } from './programs';

const FIRST = 'first-token.of~the/settings+0123456789=';
const SECOND = 'second-token-of-the-settings-9876543210';
const GIVEN = {
  ADMIN_USERNAME: 'root',
  ADMIN_EMAIL: 'root@example.org',
  ADMIN_PASSWORD: 'pässword of the settings',
};

const { dataDir, serve } = useDirectory();
let server: ServerProcess | undefined;

const restart = async (settings: Environment): Promise<ServerProcess> => {
  await server?.stop();
  server = await serve(settings);
  return server;
};

const statusWith = async ({ address }: ServerProcess, token: string): Promise<number> =>
  (await ask(address, 'GET /api/users', { token })).status;

interface WireToken {
  readonly id: number;
  readonly name: string | null;
}

const settingsToken = async ({ address }: ServerProcess, token: string): Promise<WireToken> => {
  const { json } = await ask(address, 'GET /api/admin/tokens', { token });
  const found = (json as WireToken[]).find(({ name }) => name === 'ADMIN_TOKEN');
  if (!found) throw new Error(`no such token: ${JSON.stringify(json)}`);
  return found;
};

// Each test goes on from where the one before has stopped: this is the life of one directory.

test('with ADMIN_TOKEN and ADMIN_PASSWORD nothing is generated, and nothing secret is shown or kept', async () => {
  const running = await restart({ ...GIVEN, ADMIN_TOKEN: FIRST });
  expect(running.stderr()).toContain('\nAdministrator  root\n\nTry it:\n');
  expect(running.stderr()).toContain('"Authorization: Bearer $ADMIN_TOKEN"');
  expect(running.stderr()).not.toMatch(/Password {2}|API token {2}|Shown this once|\(ADMIN_TOKEN:/);
  const body = { username: 'root', password: GIVEN.ADMIN_PASSWORD };
  expect((await ask(running.address, 'POST /api/auth/login', { body })).status).toBe(200);
  expect(await statusWith(running, FIRST)).toBe(200);
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dataDir, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  for (const secret of [FIRST, GIVEN.ADMIN_PASSWORD]) {
    expect(running.stdout() + running.stderr()).not.toContain(secret);
    expect(files.filter((file) => readFileSync(file).includes(secret))).toEqual([]);
  }
});

test('it is a token of the first administrator, never expiring, with the policy `unlimited`', async () => {
  const { address } = server as ServerProcess;
  const token = await settingsToken(server as ServerProcess, FIRST);
  const { json: policies } = await ask(address, 'GET /api/policies', { token: FIRST });
  const unlimited = (policies as { id: number; name: string }[]).find(({ name }) => name === 'unlimited');
  expect(token).toMatchObject({ user_id: 1, policy_id: unlimited?.id, status: 'active', expires_at: null });
  expect(unlimited).toMatchObject({ rate_limit_per_min: null, max_requests_per_day: null, active: true });
});

test('no limit holds it back', async () => {
  const running = await restart({
    ADMIN_TOKEN: FIRST,
    RATE_LIMIT_DEFAULT_PER_MIN: '2',
    RATE_LIMIT_DEFAULT_PER_DAY: '2',
  });
  for (let request = 0; request < 5; request += 1) expect(await statusWith(running, FIRST)).toBe(200);
});

test('revoked by the API it is dead, and good again from the next start on', async () => {
  const running = server as ServerProcess;
  const { id } = await settingsToken(running, FIRST);
  expect((await ask(running.address, `POST /api/admin/tokens/${id}/revoke`, { token: FIRST })).status).toBe(
    200,
  );
  expect(await statusWith(running, FIRST)).toBe(401);
  expect(await statusWith(await restart({ ADMIN_TOKEN: FIRST }), FIRST)).toBe(200);
});

test('given an expiry and another policy it is without both from the next start on', async () => {
  const running = server as ServerProcess;
  const { id } = await settingsToken(running, FIRST);
  const body = { expires_at: '2999-01-01T00:00:00Z', policy_id: null };
  const changed = await ask(running.address, `PUT /api/admin/tokens/${id}`, { token: FIRST, body });
  expect([changed.status, changed.json]).toEqual([200, expect.objectContaining({ policy_id: null })]);
  const restarted = await restart({ ADMIN_TOKEN: FIRST });
  const token = await settingsToken(restarted, FIRST);
  expect(token).toMatchObject({ id, expires_at: null, policy_id: expect.any(Number) });
});

test('renamed it goes on being good, and it is still one token', async () => {
  const running = server as ServerProcess;
  const { id } = await settingsToken(running, FIRST);
  const body = { name: 'deployment' };
  expect((await ask(running.address, `PUT /api/admin/tokens/${id}`, { token: FIRST, body })).status).toBe(
    200,
  );
  const restarted = await restart({ ADMIN_TOKEN: FIRST });
  const { json } = await ask(restarted.address, 'GET /api/admin/tokens', { token: FIRST });
  expect(json).toEqual([expect.objectContaining({ id, status: 'active' })]);
});

test('renamed and then changed, the old value is worth nothing, and it is still one token', async () => {
  const [before] = (await ask((server as ServerProcess).address, 'GET /api/admin/tokens', { token: FIRST }))
    .json as [WireToken];
  const running = await restart({ ADMIN_TOKEN: SECOND });
  expect([await statusWith(running, FIRST), await statusWith(running, SECOND)]).toEqual([401, 200]);
  const { json } = await ask(running.address, 'GET /api/admin/tokens', { token: SECOND });
  expect(json).toEqual([
    { ...before, prefix: 'seco', updated_at: expect.any(String), last_used_at: expect.anything() },
  ]);
  const back = await restart({ ADMIN_TOKEN: FIRST });
  expect([await statusWith(back, FIRST), await statusWith(back, SECOND)]).toEqual([200, 401]);
});

test('renamed, and its name given to another token, it goes on being the one of the settings', async () => {
  const running = server as ServerProcess;
  const made = await ask(running.address, 'POST /api/admin/tokens', {
    token: FIRST,
    body: { user_id: 1, name: 'ADMIN_TOKEN', expires_at: null },
  });
  const other = made.json as { id: number; token: string };
  const changed = await restart({ ADMIN_TOKEN: SECOND });
  expect(await Promise.all([FIRST, SECOND, other.token].map((token) => statusWith(changed, token)))).toEqual([
    401, 200, 200,
  ]);
  const back = await restart({ ADMIN_TOKEN: FIRST });
  expect((await ask(back.address, `DELETE /api/admin/tokens/${other.id}`, { token: FIRST })).status).toBe(
    200,
  );
});

test('rotated by the API it is what the settings say from the next start on', async () => {
  const running = server as ServerProcess;
  const [{ id }] = (await ask(running.address, 'GET /api/admin/tokens', { token: FIRST })).json as [
    WireToken,
  ];
  const answer = await ask(running.address, `POST /api/admin/tokens/${id}/rotate`, { token: FIRST });
  const { token } = answer.json as { token: string };
  expect([await statusWith(running, FIRST), await statusWith(running, token)]).toEqual([401, 200]);
  const restarted = await restart({ ADMIN_TOKEN: FIRST });
  expect([await statusWith(restarted, FIRST), await statusWith(restarted, token)]).toEqual([200, 401]);
});

test('deleted it is made anew', async () => {
  const running = server as ServerProcess;
  const { json } = await ask(running.address, 'GET /api/admin/tokens', { token: FIRST });
  const [{ id }] = json as [WireToken];
  expect((await ask(running.address, `DELETE /api/admin/tokens/${id}`, { token: FIRST })).status).toBe(200);
  expect(await statusWith(await restart({ ADMIN_TOKEN: FIRST }), FIRST)).toBe(200);
});

test('a changed ADMIN_TOKEN is good and the old value is worth nothing', async () => {
  const running = await restart({ ADMIN_TOKEN: SECOND });
  expect(await statusWith(running, SECOND)).toBe(200);
  expect(await statusWith(running, FIRST)).toBe(401);
});

test('changed to a token that was there already, the old value is worth nothing either', async () => {
  const running = server as ServerProcess;
  const made = await ask(running.address, 'POST /api/admin/tokens', {
    token: SECOND,
    body: { user_id: 1, name: 'by hand', expires_at: null },
  });
  const { token } = made.json as { token: string };
  const restarted = await restart({ ADMIN_TOKEN: token });
  expect(await statusWith(restarted, token)).toBe(200);
  expect(await statusWith(restarted, SECOND)).toBe(401);
});

test('ADMIN_PASSWORD counts only when the administrator is made, even a bad one', async () => {
  const running = await restart({ ADMIN_TOKEN: SECOND, ADMIN_PASSWORD: 'short' });
  const login = (password: string) =>
    ask(running.address, 'POST /api/auth/login', { body: { username: 'root', password } });
  expect((await login('short')).status).toBe(401);
  expect((await login(GIVEN.ADMIN_PASSWORD)).status).toBe(200);
});
