import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../support/child-process';
import { insertManyUsers } from '../support/many-users';
import { cleanEnvironment, cleanUp, ROSTER, runRoster, temporaryDirectory } from '../support/roster-process';
import { useDirectory } from './directory';

const directory = useDirectory();
afterAll(cleanUp);

// More than fits a pipe.
beforeAll(() => insertManyUsers(directory().server.database.url, 5000));

const SECRET = 'a-secret-that-only-the-tests-know-0123456789';

const startWith = (args: readonly string[], stdout: 'pipe' | number) => {
  const home = temporaryDirectory();
  const settings = { DATABASE_URL: directory().server.database.url, JWT_SECRET: SECRET, BCRYPT_COST: '4' };
  return start(process.execPath, [ROSTER, ...args], {
    cwd: home,
    env: cleanEnvironment(home, settings),
    stdio: ['pipe', stdout, 'pipe'],
  });
};

test.each([
  ['users', 'list'],
  ['users', 'list', '--json'],
])('a reader who leaves, as head does, ends %s %s %s quietly', async (...args) => {
  const started = startWith(args, 'pipe');
  started.child.stdout?.once('data', () => started.child.stdout?.destroy());
  const { code } = await started.ended;
  expect({ code, stderr: started.stderr() }).toEqual({ code: 1, stderr: '' });
});

const FULL = '/dev/full';
const testFull = existsSync(FULL) ? test : test.skip;

const onFullDisk = async (args: readonly string[]): Promise<{ code: number | null; stderr: string }> => {
  const started = startWith(args, openSync(FULL, 'w'));
  const { code } = await started.ended;
  return { code, stderr: started.stderr() };
};

const UNWRITTEN = 'roster: standard output cannot be written \\(ENOSPC[^\\n]*\\)';

testFull.each([
  'users list',
  'routes',
  '--help',
  'users --help',
  'users list --help',
  'help users',
  '--version',
])('roster %s on a full disk ends in one line and exit code 1', async (line) => {
  const stderr = expect.stringMatching(new RegExp(`^${UNWRITTEN}\n$`));
  expect(await onFullDisk(line.split(' '))).toEqual({ code: 1, stderr });
});

testFull('a full disk does not change what wrong usage ends in', async () => {
  expect(await onFullDisk(['nonsense'])).toMatchObject({ code: 2 });
});

testFull('passwords that cannot be written: what was done is told, and how to get another', async () => {
  const made = await onFullDisk(['users', 'create', 'lost', 'lost@example.com']);
  const { rows } = await directory().server.database.pool.query(
    `select id from users where username = 'lost'`,
  );
  const id = rows[0].id;
  const another = `\`roster users reset-password ${id}\` makes another`;
  expect(made).toEqual({
    code: 1,
    stderr: expect.stringMatching(
      new RegExp(`^${UNWRITTEN}: user ${id} is created, and ${another} password\n$`),
    ),
  });
  expect(await onFullDisk(['users', 'reset-password', 'lost'])).toEqual({
    code: 1,
    stderr: expect.stringMatching(new RegExp(`^${UNWRITTEN}: the old password is gone, and ${another}\n$`)),
  });
});

testFull('a secret that cannot be written is told to be lost', async () => {
  const { server } = directory();
  const started = startWith(['tokens', 'create', 'chief', '--name', 'lost'], openSync(FULL, 'w'));
  expect((await started.ended).code).toBe(1);
  const { rows } = await server.database.pool.query(`select id from api_tokens where name = 'lost'`);
  expect(started.stderr()).toMatch(
    new RegExp(
      `\nroster: standard output cannot be written \\(ENOSPC[^\n]*\\): nobody has the secret, so \`roster tokens revoke ${rows[0].id}\` and make another\n$`,
    ),
  );
});

test('what an operation meets when the database fails is one line', async () => {
  const { run, server } = directory();
  await server.database.pool.query('alter table users rename to users_away');
  try {
    const { code, stderr } = await run(['users', 'list']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'roster: the database is away or busy: try again, or ask `roster doctor`\n',
    });
  } finally {
    await server.database.pool.query('alter table users_away rename to users');
  }
});

test('bad settings are one line and exit code 1, whatever the command', async () => {
  for (const args of [
    ['users', 'list'],
    ['tokens', 'revoke', '1'],
    ['users', 'suspend', 'ada'],
  ]) {
    const dataDir = join(temporaryDirectory(), 'data');
    const { code, stdout, stderr } = await runRoster(args, { dataDir, settings: { PORT: 'abc' } });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'roster: PORT must be a number\n',
    });
    expect(existsSync(dataDir)).toBe(false);
  }
});
