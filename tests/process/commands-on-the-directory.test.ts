import { refusalOf } from '../support/refusal';
import {
  postmasterPid,
  type ServerProcess,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { ask } from '../support/test-server';
import { done, FAST, usePrograms } from './programs';

usePrograms();

const TOKEN = 'token-of-the-tests-of-commands-0123456789';
const PASSWORD = 'correct horse';
const USERNAME_TAKEN = 'another user has this username';

describe('beside a running server', () => {
  const dataDir = temporaryDirectory();
  const options = { dataDir, settings: FAST };
  let server: ServerProcess;

  beforeAll(async () => {
    server = await startServer({ dataDir, settings: { ...FAST, ADMIN_TOKEN: TOKEN } });
  });

  const login = (username: string, password: string) =>
    ask(server.address, 'POST /api/auth/login', { body: { username, password } });

  test('users create: the user is there on the next request', async () => {
    const args = ['users', 'create', 'root', 'root@example.com', '--role', 'superadmin', '--password-stdin'];
    expect(await done(args, { ...options, input: `${PASSWORD}\n` })).toBe(
      'User 2 (root, superadmin) is created.\n',
    );
    const { json: user } = await ask(server.address, 'GET /api/users/2', { token: TOKEN });
    expect(user).toMatchObject({ id: 2, username: 'root', email: 'root@example.com', status: 'active' });
    const { json: roles } = await ask(server.address, 'GET /api/users/2/roles', { token: TOKEN });
    expect(roles).toEqual({ roles: ['superadmin'] });
    expect((await login('root', PASSWORD)).status).toBe(200);
  });

  test('without --password-stdin a password is made and shown, and it is good', async () => {
    const said = await done(['users', 'create', 'ada', 'ada@example.com'], options);
    expect(said).toMatch(
      /^User 3 \(ada, user\) is created\.\nPassword: [\w-]{24}\nShown this once: keep it now\.\n$/,
    );
    expect((await login('ada', /^Password: (\S+)$/m.exec(said)?.[1] ?? '')).status).toBe(200);
    expect(server.stdout() + server.stderr()).not.toContain(/^Password: (\S+)$/m.exec(said)?.[1]);
  });

  test('the audit trail says where it was done', async () => {
    const { json } = await ask(server.address, 'GET /api/audit?limit=50', { token: TOKEN });
    expect(JSON.stringify(json)).toContain('roster users create');
  });

  test.each<[string[], string, string]>([
    [['ROOT', 'other@example.com'], PASSWORD, USERNAME_TAKEN],
    [['other', 'Root@Example.COM'], PASSWORD, 'another user has this email'],
    [['other', 'nobody'], PASSWORD, 'email must be a valid email address'],
    [['oth@er', 'other@example.com'], PASSWORD, 'username is invalid'],
    [['other', 'other@example.com'], 'hush', 'password must be at least 8 characters'],
    [['other', 'other@example.com'], `hush${'x'.repeat(69)}`, 'password must be at most 72 bytes in UTF-8'],
    [['other', 'other@example.com'], '', 'no password on standard input'],
  ])('users create %j is refused in one line', async (args, password, reason) => {
    const input = password && `${password}\n`;
    expect(await refusalOf(['users', 'create', ...args, '--password-stdin'], { ...options, input })).toBe(
      reason,
    );
  });

  test('migrate has nothing to do, and the server is as it was', async () => {
    expect(await done(['migrate'], options)).toBe('Migrated: nothing to do\n');
    expect((await ask(server.address, 'GET /readyz')).status).toBe(200);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  });
});

describe('without a server', () => {
  const dataDir = temporaryDirectory();
  const options = { dataDir, settings: FAST };

  // Every command starts the database for itself and stops it again.
  afterEach(() => expect(postmasterPid(dataDir)).toBeUndefined());

  test('migrate makes the directory', async () => {
    expect(await done(['migrate'], options)).toMatch(/^Migrated: 0001-directory, 0002-access/);
    expect(await done(['migrate'], options)).toBe('Migrated: nothing to do\n');
  });

  test('users create, and a server that starts later knows the user', async () => {
    const args = ['users', 'create', 'root', 'root@example.com', '--role', 'superadmin', '--password-stdin'];
    expect(await done(args, { ...options, input: PASSWORD })).toMatch(
      /^User 1 \(root, superadmin\) is created/,
    );
    const server = await startServer(options);
    const body = { username: 'root', password: PASSWORD };
    expect((await ask(server.address, 'POST /api/auth/login', { body })).status).toBe(200);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  });

  test.each(['--reset', '--rollback'])(
    'migrate %s is refused without --yes, and in production even with it',
    async (option) => {
      const unconfirmed = await refusalOf(['migrate', option], options);
      expect(unconfirmed).toBe('this loses data: add --yes when that is meant');
      const production = { NODE_ENV: 'production', JWT_SECRET: 'kX0vq9Zt3LmN7wRb5yUc1sGd8hJf2aPe' };
      const refused = await refusalOf(['migrate', option, '--yes'], { dataDir, settings: production });
      expect(refused).toBe('--rollback and --reset are refused when NODE_ENV=production');
      expect(await refusalOf(['users', 'create', 'root', 'a@example.com'], options)).toBe(USERNAME_TAKEN);
    },
  );

  test('migrate --reset --yes empties it', async () => {
    expect(await done(['migrate', '--reset', '--yes'], options)).toMatch(
      /^The directory is empty and the schema new: 0001/,
    );
    expect(await refusalOf(['users', 'unlock', 'root'], options)).toBe('no user is called root');
  });

  test('migrate --rollback --yes takes the schema back, migrate makes it again', async () => {
    expect(await done(['migrate', '--rollback', '--yes'], options)).toMatch(/^Taken back: \S+/);
    expect(await done(['migrate'], options)).toMatch(/^Migrated: 0001-directory, 0002-access/);
  });
});
