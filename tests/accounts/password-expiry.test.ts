import { AppError } from '../../src/domain/error';
import { startTestServer, type TestServer } from '../support/test-server';
import { accountsOf, type HandClock, handClock, type Tokens, told } from './people';

const DAY = 24 * 3600;
const REQUIRED = '403 Password change required';

let server: TestServer;
let clock: HandClock;
let admin: string;
let accounts: ReturnType<typeof accountsOf>;

const start = async (settings: Record<string, string>): Promise<void> => {
  clock = handClock('2026-01-01T12:00:00Z');
  server = await startTestServer({ settings: { ACCESS_TOKEN_TTL: '600', ...settings }, clock });
  accounts = accountsOf(server);
  const chief = await server.user({ username: 'chief', roles: ['admin'] });
  admin = await server.token(chief.id);
};

const entry = async (id: number) =>
  (await server.ask(`GET /api/directory/${id}`, { token: admin })).json as Record<string, unknown>;

/** Signs in as a dialect does that cannot say "restricted". */
const plainSignIn = (username: string, password: string): Promise<string> => {
  const origin = {
    dialect: 'other',
    binding: 'POST /login',
    ip: '127.0.0.9',
    userAgent: null,
    requestId: 'r',
    trace: null,
  };
  const name = { by: 'username', value: username } as const;
  return server.wiring.controllers['auth.signIn']({ name, password }, { principal: null, origin }).then(
    () => 'signed in',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
};

describe('with passwords that last 90 days', () => {
  beforeEach(() => start({ PASSWORD_MAX_AGE_DAYS: '90', SESSION_MAX_AGE: String(365 * DAY) }));
  afterEach(() => server.stop());

  it('a password is good until its last moment and expired from then on', async () => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    expect((await entry(id))['password_expires_at']).toBe('2026-04-01T12:00:00Z');
    clock.advance(90 * DAY - 1);
    const before = await accounts.signIn('ann', 'password 0');
    expect([before.status, before.json]).toEqual([
      200,
      expect.not.objectContaining({ password_change_required: true }),
    ]);
    clock.advance(1);
    expect((await accounts.signIn('ann', 'password 0')).json).toMatchObject({
      password_change_required: true,
    });
  });

  it('the answer to the right password has these keys, in this order, and no refresh token', async () => {
    await server.user({ username: 'ann', password: 'password 0' });
    clock.advance(90 * DAY);
    const { status, json } = await accounts.signIn('ann', 'password 0');
    expect([status, Object.keys(json as object)]).toEqual([
      200,
      ['access_token', 'token_type', 'expires_in', 'password_change_required', 'user'],
    ]);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 600, user: { username: 'ann' } });
  });

  it('a wrong password is told from no other, and counts', async () => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    clock.advance(90 * DAY);
    expect(told(await accounts.signIn('ann', 'password 1'))).toBe('401 Invalid credentials');
    expect((await entry(id))['failed_sign_ins']).toBe(1);
  });

  it('to a dialect that cannot say so the right password is a wrong one, and counts as one', async () => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    expect(await plainSignIn('ann', 'password 0')).toBe('signed in');
    clock.advance(90 * DAY);
    expect(await plainSignIn('ann', 'password 0')).toBe('invalid_credentials');
    expect(await entry(id)).toMatchObject({ failed_sign_ins: 1 });
    const { json } = await server.ask('GET /api/audit?action=auth.signIn&result=refused', { token: admin });
    expect(JSON.stringify(json)).toContain('"reason":"password_expired"');
  });

  it.each([
    ['suspended', (id: number) => `POST /api/users/${id}/suspend`],
    ['locked', (id: number) => `POST /api/users/${id}/lock`],
    ['deleted', (id: number) => `DELETE /api/users/${id}`],
  ])('an expired account that is %s as well gets nothing', async (_what, line) => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    clock.advance(90 * DAY);
    expect((await server.ask(line(id), { token: admin })).status).toBe(200);
    expect(told(await accounts.signIn('ann', 'password 0'))).toBe('401 Invalid credentials');
  });

  it('sessions that were there live on', async () => {
    await server.user({ username: 'ann', password: 'password 0' });
    clock.advance(90 * DAY - 60);
    const { access_token, refresh_token } = await accounts.tokensOf('ann', 'password 0');
    clock.advance(120);
    expect((await accounts.me(access_token)).status).toBe(200);
    expect((await accounts.refresh(refresh_token)).status).toBe(200);
  });

  it('a change makes a password that lasts as long again', async () => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    clock.advance(90 * DAY);
    const { access_token } = (await accounts.signIn('ann', 'password 0')).json as Tokens;
    expect((await accounts.change(access_token, 'password 0', 'password 1')).status).toBe(200);
    expect((await entry(id))['password_expires_at']).toBe('2026-06-30T12:00:00Z');
    expect(Object.keys((await accounts.signIn('ann', 'password 1')).json as object)).toContain(
      'refresh_token',
    );
  });

  it('a time of one’s own counts instead of the age, until the next change', async () => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    const { users } = server.wiring.needs.work.read;
    await users.update(
      id,
      { ownPasswordExpiry: '2026-12-24T00:00:00.000000Z' },
      '2026-01-01T12:00:00.000000Z',
    );
    expect((await entry(id))['password_expires_at']).toBe('2026-12-24T00:00:00Z');
    clock.advance(200 * DAY);
    const { access_token } = await accounts.tokensOf('ann', 'password 0');
    await accounts.change(access_token, 'password 0', 'password 1');
    expect((await entry(id))['password_expires_at']).toBe('2026-10-18T12:00:00Z');
  });

  it('nothing expires where there is no password', async () => {
    const { id } = await server.user({ username: 'ann' });
    expect(await entry(id)).toMatchObject({ has_password: false, password_expires_at: null });
  });
});

describe('where passwords do not expire', () => {
  beforeEach(() => start({}));
  afterEach(() => server.stop());

  it('none does, whatever time of its own it was given', async () => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    await server.database.pool.query("update users set password_expires_at = '2026-01-02' where id = $1", [
      id,
    ]);
    clock.advance(1000 * DAY);
    expect((await entry(id))['password_expires_at']).toBeNull();
    expect((await accounts.signIn('ann', 'password 0')).json).toHaveProperty('refresh_token');
  });

  it('a reset asks for no change unless that is set', async () => {
    const { id } = await server.user({ username: 'ann', password: 'password 0' });
    await server.ask(`PUT /api/users/${id}`, { token: admin, body: { password: 'password 1' } });
    expect(await entry(id)).toMatchObject({ must_change_password: false });
    expect((await accounts.signIn('ann', 'password 1')).json).toHaveProperty('refresh_token');
  });
});

describe('where a reset must be followed by a change', () => {
  let id: number;
  let token: string;

  beforeEach(async () => {
    await start({ PASSWORD_RESET_MUST_CHANGE: 'true' });
    ({ id } = await server.user({ username: 'ann', password: 'password 0' }));
    await server.ask(`PUT /api/users/${id}`, { token: admin, body: { password: 'password 1' } });
    token = ((await accounts.signIn('ann', 'password 1')).json as Tokens).access_token;
  });
  afterEach(() => server.stop());

  it('the record says so, the audit trail as well, and the sign-in asks for it', async () => {
    expect(await entry(id)).toMatchObject({ must_change_password: true, version: 2 });
    const { text } = await server.ask('GET /api/audit?action=users.update', { token: admin });
    expect(JSON.parse(text)[0].details).toEqual({ changes: { mustChangePassword: true, password: 'reset' } });
    expect((await accounts.signIn('ann', 'password 1')).json).toMatchObject({
      password_change_required: true,
    });
    expect(await plainSignIn('ann', 'password 1')).toBe('invalid_credentials');
  });

  it('its token is good for the change and for sign-out alone', async () => {
    const lines = [
      'GET /api/auth/me',
      'GET /api/auth/sessions',
      `GET /api/users/${id}`,
      `PUT /api/users/${id}`,
      `DELETE /api/auth/sessions/01HZX3V5Q8N7K2M4P6R9T0W1Y3`,
      'GET /api/users',
      'GET /api/audit',
      'GET /api/admin/tokens',
    ];
    for (const line of lines) {
      const answer = await server.ask(line, {
        token,
        ...(line.startsWith('PUT') && { body: { email: 'a@b.c' } }),
      });
      expect([line, told(answer)]).toEqual([line, REQUIRED]);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope"');
    }
    expect((await server.ask('POST /api/auth/logout', { token })).status).toBe(200);
    expect(told(await accounts.change(token, 'password 1', 'password 2'))).toBe('401 Unauthorized');
  });

  it('stays restricted for an administrator', async () => {
    const boss = await server.user({ username: 'boss', password: 'password 0', roles: ['admin'] });
    await server.ask(`PUT /api/users/${boss.id}`, { token: admin, body: { password: 'password 1' } });
    const { access_token } = (await accounts.signIn('boss', 'password 1')).json as Tokens;
    expect(told(await server.ask('GET /api/users', { token: access_token }))).toBe(REQUIRED);
    const body = { status: 'suspended' };
    expect(told(await server.ask(`PUT /api/users/${id}`, { token: access_token, body }))).toBe(REQUIRED);
  });

  it('is open to those who may otherwise only read', async () => {
    await server.database.pool.query('update users set can_write = false where id = $1', [id]);
    expect((await accounts.change(token, 'password 1', 'password 2')).status).toBe(200);
  });

  it('the change ends the restricted session and every other; the new password signs in whole', async () => {
    const other = ((await accounts.signIn('ann', 'password 1')).json as Tokens).access_token;
    expect((await accounts.change(token, 'password 1', 'password 2')).status).toBe(200);
    expect(await entry(id)).toMatchObject({ must_change_password: false });
    expect([(await accounts.me(token)).status, (await accounts.me(other)).status]).toEqual([401, 401]);
    const { access_token, refresh_token } = await accounts.tokensOf('ann', 'password 2');
    expect((await accounts.me(access_token)).status).toBe(200);
    expect((await accounts.refresh(refresh_token)).status).toBe(200);
  });

  it('a wrong current password changes nothing and counts', async () => {
    expect(told(await accounts.change(token, 'password 9', 'password 2'))).toBe(
      '400 Current password incorrect',
    );
    expect(await entry(id)).toMatchObject({ must_change_password: true, failed_sign_ins: 1 });
  });

  it('ends with its access token', async () => {
    clock.advance(600);
    expect(told(await accounts.change(token, 'password 1', 'password 2'))).toBe('401 Unauthorized');
    const { rows } = await server.database.pool.query(
      'select count(*)::int as live from sessions where user_id = $1 and ended_at is null and expires_at > $2',
      [id, clock.now()],
    );
    expect(rows[0].live).toBe(0);
  });

  it('one’s own API token sets a password without having to change it again', async () => {
    const own = await server.token(id);
    expect((await accounts.change(own, 'password 1', 'password 2')).status).toBe(200);
    expect((await accounts.signIn('ann', 'password 2')).json).toHaveProperty('refresh_token');
  });
});
