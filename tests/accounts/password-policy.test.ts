import { parseConfig } from '../../src/config';
import { ensureAdministrator } from '../../src/first-administrator';
import { makePassword } from '../../src/operations/set-password';
import { startTestServer, type TestServer } from '../support/test-server';
import { accountsOf, told } from './people';

const COMMON = ['qwertyuiop12345', 'password'];
const CONTEXT = 'must not contain the username, the email address or the name of this service';

let server: TestServer;
let token: string;

const start = async (settings: Record<string, string>): Promise<void> => {
  server = await startTestServer({ settings, commonPasswords: COMMON });
  const admin = await server.user({ username: 'chief', password: 'correct horse battery', roles: ['admin'] });
  token = await server.token(admin.id);
};

const create = async (username: string, password: string): Promise<string> =>
  told(
    await server.ask('POST /api/users', {
      token,
      body: { username, email: `${username}@example.com`, password },
    }),
  );

describe('strict', () => {
  beforeAll(() => start({ PASSWORD_PROFILE: 'strict' }));
  afterAll(() => server.stop());

  it.each([
    ['u14', 'kwmxbvtzqplfjh', '400 password must be at least 15 characters'],
    ['u15', 'kwmxbvtzqplfjhd', '201'],
    ['u64', 'kwmxbvtzqplfjhds '.padEnd(64, 'z'), '201'],
    ['u72', 'kwmxbvtzqplfjhds '.padEnd(72, 'z'), '201'],
    ['u73', 'kwmxbvtzqplfjhds '.padEnd(73, 'z'), '400 password must be at most 72 bytes in UTF-8'],
    ['listed', 'qwertyuiop12345', '400 password is too common'],
    ['decorated', 'Password1234567', '400 password is too common'],
    ['marguerite', 'marguerite in town', `400 password ${CONTEXT}`],
    ['plain', 'a roster of duties', `400 password ${CONTEXT}`],
    ['words', 'correct horse battery staple', '201'],
    ['letter', 'lllllllllllllllll', '400 password is too common'],
  ])('creating %s with %j: %s', async (username, password, expected) => {
    expect(await create(username, password)).toBe(expected);
  });

  it('holds for a reset, with the names that the user has and those that it gets', async () => {
    const { id } = await server.user({
      username: 'josephine',
      email: 'jo@example.com',
      password: 'correct horse battery',
    });
    const reset = async (body: object): Promise<string> =>
      told(await server.ask(`PUT /api/users/${id}`, { token, body }));
    expect([
      await reset({ password: 'kwmxbvtzqplfjh' }),
      await reset({ password: 'my name is josephine' }),
      await reset({ password: 'my name is hortense', username: 'hortense' }),
      await reset({ password: 'my name is josephine', username: 'hortense' }),
      await reset({ password: 'my name is josephine' }),
      await reset({ password: 'my name is hortense' }),
    ]).toEqual([
      '400 password must be at least 15 characters',
      `400 password ${CONTEXT}`,
      `400 password ${CONTEXT}`,
      '200',
      '200',
      `400 password ${CONTEXT}`,
    ]);
  });

  it('asks whether a reset is valid before whether there is such a user', async () => {
    const reset = async (password: string): Promise<string> =>
      told(await server.ask('PUT /api/users/4711', { token, body: { password } }));
    expect(await reset('kwmxbvtzqplfjh')).toBe('400 password must be at least 15 characters');
    expect(await reset('qwertyuiop12345')).toBe('400 password is too common');
    expect(await reset('kwmxbvtzqplfjhd')).toBe('404 User not found');
  });

  it('holds for a change of one’s own', async () => {
    const { tokensOf, change } = accountsOf(server);
    await server.user({ username: 'wilhelmina', password: 'correct horse battery' });
    const { access_token } = await tokensOf('wilhelmina', 'correct horse battery');
    const changed = async (password: string): Promise<string> =>
      told(await change(access_token, 'correct horse battery', password));
    expect([
      await changed('kwmxbvtzqplfjh'),
      await changed('wilhelmina was here'),
      await changed('qwertyuiop12345'),
      await changed('kwmxbvtzqplfjhd'),
    ]).toEqual([
      '400 new_password must be at least 15 characters',
      `400 new_password ${CONTEXT}`,
      '400 new_password is too common',
      '200',
    ]);
  });

  it('takes no password away: one set under the contract profile still signs in', async () => {
    const hash = await server.wiring.needs.passwords.hash('short one');
    const { id } = await server.user({ username: 'elder', password: 'correct horse battery' });
    await server.database.pool.query('update users set password_hash = $2 where id = $1', [id, hash]);
    expect((await accountsOf(server).signIn('elder', 'short one')).status).toBe(200);
  });

  it.each([
    ['correct horse', /^ADMIN_PASSWORD cannot be used .* too short \(15\)$/],
    ['my friend guinevere', /^ADMIN_PASSWORD cannot be used .* contains context$/],
    ['qwertyuiop12345', /^ADMIN_PASSWORD cannot be used .* too common$/],
  ])('holds for the first administrator: %s', async (ADMIN_PASSWORD, expected) => {
    const other = await startTestServer({
      settings: { PASSWORD_PROFILE: 'strict' },
      commonPasswords: COMMON,
    });
    try {
      const config = parseConfig({ ADMIN_PASSWORD, ADMIN_USERNAME: 'guinevere' });
      await expect(ensureAdministrator(other.wiring, config)).rejects.toThrow(expected);
    } finally {
      await other.stop();
    }
  });

  it('makes passwords that it accepts, whatever chance brings', async () => {
    const secrets = ['roster-roster-roster-roster-roster', 'kwmxbvtzqplfjhdskwmxbvtzqplfjhds-0123456789'];
    const ids = { ...server.wiring.needs.ids, secret: () => secrets.shift() ?? '' };
    const made = await makePassword(
      { ...server.wiring.needs, ids },
      { username: 'x', email: 'x@example.com' },
    );
    expect(made).toBe('kwmxbvtzqplfjhdskwmxbvtz');
  });
});

describe('contract', () => {
  beforeAll(() => start({}));
  afterAll(() => server.stop());

  it.each([
    ['u7', 'abcdefg', '400 password must be at least 8 characters'],
    ['u8', 'abcdefgh', '201'],
    ['common', 'password', '201'],
    ['marguerite', 'marguerite', '201'],
  ])('creating %s with %j: %s', async (username, password, expected) => {
    expect(await create(username, password)).toBe(expected);
  });
});
