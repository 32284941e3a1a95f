import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalOf } from '../support/refusal';
import { cleanUp, runRoster, temporaryDirectory } from '../support/roster-process';

jest.setTimeout(60_000);
afterAll(cleanUp);

const settings = { BCRYPT_COST: '4' };

const thereIsNone = (dataDir: string): string =>
  `there is no database in ${dataDir}: set DATA_DIR to where it is; the server's first start or \`roster migrate\` makes a new one`;

test.each([
  'users list',
  'users suspend ada',
  'users unsuspend ada',
  'users unlock ada',
  'users reset-password ada',
  'tokens list',
  'tokens create ada',
  'tokens revoke 1',
])('roster %s where there is no database is refused in one line and makes none', async (line) => {
  const dataDir = join(temporaryDirectory(), 'data');
  expect(await refusalOf(line.split(' '), { dataDir, settings })).toBe(thereIsNone(dataDir));
  expect(existsSync(dataDir)).toBe(false);
});

test('so it is where there is a file, an empty directory, or an empty one in its place', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  const empty = temporaryDirectory();
  const begun = temporaryDirectory();
  mkdirSync(join(begun, 'postgres'));
  for (const dataDir of [file, empty, begun])
    expect(await refusalOf(['users', 'list'], { dataDir, settings })).toBe(thereIsNone(dataDir));
  expect([readdirSync(empty), readdirSync(begun, { recursive: true })]).toEqual([[], ['postgres']]);
});

test('users create makes it, since a directory may begin with a superadmin', async () => {
  const dataDir = join(temporaryDirectory(), 'data');
  const args = ['users', 'create', 'root', 'root@example.com', '--role', 'superadmin', '--password-stdin'];
  expect(await runRoster(args, { dataDir, settings, input: 'correct horse' })).toMatchObject({
    code: 0,
    stdout: 'User 1 (root, superadmin) is created.\n',
  });
  const listed = await runRoster(['users', 'list'], { dataDir, settings });
  expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n1 {3}root /) });
});
