import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../support/child-process';
import { report } from '../support/report';
import {
  cleanEnvironment,
  cleanUp,
  type ServerProcess,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { ask } from '../support/test-server';

jest.setTimeout(60_000);

const HAS_CURL = spawnSync('curl', ['--version']).status === 0;
const testWithCurl = HAS_CURL ? test : test.skip;
const curlName = (name: string): string => (HAS_CURL ? name : `${name} (skipped: there is no curl)`);

const dataDir = temporaryDirectory();
let first: ServerProcess;
let password: string;
let token: string;

beforeAll(async () => {
  first = await startServer({ dataDir });
  password = /^Password {7}(\S+)$/m.exec(first.stderr())?.[1] ?? '';
  token = /^API token {6}(\S+)$/m.exec(first.stderr())?.[1] ?? '';
});

afterAll(cleanUp);

const curlLines = ({ stderr }: ServerProcess): string[] =>
  stderr()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('curl '));

/** Runs a line as it would be pasted; returns the body and the status. */
const paste = (line: string, settings: Readonly<Record<string, string>> = {}): Promise<[string, number]> =>
  new Promise((resolve, reject) => {
    const env = cleanEnvironment(temporaryDirectory(), settings);
    execFile('sh', ['-c', `${line} -w '\\n%{http_code}'`], { env }, (error, stdout) => {
      if (error) return reject(error);
      const at = stdout.lastIndexOf('\n');
      resolve([stdout.slice(0, at), Number(stdout.slice(at + 1))]);
    });
  });

const filesHolding = (directory: string, secret: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(directory, name);
    return (
      statSync(file, { throwIfNoEntry: false })?.isFile() === true && readFileSync(file).includes(secret)
    );
  });

const loginStatus = async ({ address }: ServerProcess): Promise<number> =>
  (await ask(address, 'POST /api/auth/login', { body: { username: 'admin', password } })).status;

test('the announcement, on standard error: address, administrator, secrets, three curl lines', () => {
  expect(password).toMatch(/^[\w-]{24}$/);
  expect(token).toMatch(/^rst_[\w-]{40,}$/);
  const { address } = first;
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d{3,4}$/);
  const bearer = `-H "Authorization: Bearer ${token}"`;
  expect(first.stderr()).toBe(`
Roster is ready at ${address}

Administrator  admin
Password       ${password}
API token      ${token}
               Shown this once: keep them now.

Try it:
  curl -s ${address}/api/users ${bearer}
  curl -s ${address}/api/users/get/1 ${bearer}
  curl -s -X POST ${address}/api/users/create ${bearer} -H "Content-Type: application/json" -d '{"username":"jane","email":"jane@example.com","password":"correct horse"}'

Ctrl-C stops it.

`);
});

testWithCurl(curlName('the three lines can be pasted and work'), async () => {
  const [list = '', get = '', create = ''] = curlLines(first);
  const admin = { id: 1, username: 'admin', email: 'admin@example.com', status: 'active' };
  const [users, listed] = await paste(list);
  expect([listed, JSON.parse(users)]).toEqual([200, [expect.objectContaining(admin)]]);
  const [user, got] = await paste(get);
  expect([got, JSON.parse(user)]).toEqual([200, expect.objectContaining(admin)]);
  const [jane, created] = await paste(create);
  expect([created, JSON.parse(jane)]).toEqual([201, expect.objectContaining({ id: 2, username: 'jane' })]);
});

test('the password and the token are good', async () => {
  expect(await loginStatus(first)).toBe(200);
  expect((await ask(first.address, 'GET /api/users/1', { token })).status).toBe(200);
});

test('standard output holds the log alone, one JSON line each', async () => {
  await until(() => first.stdout().includes('"path":"/api/users/1"'));
  const lines = first.stdout().trim().split('\n');
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 'info' });
});

test('neither secret is on standard output or in any file below DATA_DIR', async () => {
  for (const secret of [password, token, 'correct horse']) {
    expect(first.stdout()).not.toContain(secret);
    expect(filesHolding(dataDir, secret)).toEqual([]);
  }
  // The search does find what is there.
  expect(filesHolding(dataDir, 'admin@example.com').length).toBeGreaterThan(0);
});

test('who may read what: DATA_DIR of mode 0700 is made passable for the database, the secrets stay private', () => {
  const modeOf = (name: string): string => (statSync(join(dataDir, name)).mode & 0o7777).toString(8);
  const isRoot = process.getuid?.() === 0;
  expect(modeOf('.')).toBe(isRoot ? '711' : '700');
  expect(modeOf('postgres')).toBe('700');
  expect(statSync(join(dataDir, 'postgres')).uid === 0).toBe(false);
  for (const name of ['jwt-secret', 'postgres-password', 'postgres-superuser-password', 'postgres.log'])
    expect([name, modeOf(name)]).toEqual([name, '600']);
});

describe('the second start', () => {
  let second: ServerProcess;

  beforeAll(async () => {
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    const since = performance.now();
    second = await startServer({ dataDir });
    report(`second start: ready after ${Math.round(performance.now() - since)} ms`);
  });

  test('shows neither secret, and $ADMIN_TOKEN in the curl lines', () => {
    const { address } = second;
    const bearer = '-H "Authorization: Bearer $ADMIN_TOKEN"';
    expect(second.stderr()).toBe(`
Roster is ready at ${address}

Try it:
  curl -s ${address}/api/users ${bearer}
  curl -s ${address}/api/users/get/1 ${bearer}
  curl -s -X POST ${address}/api/users/create ${bearer} -H "Content-Type: application/json" -d '{"username":"jane","email":"jane@example.com","password":"correct horse"}'
  (ADMIN_TOKEN: an API token of an administrator, such as the one shown at the first start)

Ctrl-C stops it.

`);
    expect(second.stdout()).toBe('');
  });

  testWithCurl(curlName('the lines work where ADMIN_TOKEN is set'), async () => {
    const [list = '', get = '', create = ''] = curlLines(second);
    expect((await paste(list, { ADMIN_TOKEN: token }))[1]).toBe(200);
    expect((await paste(get, { ADMIN_TOKEN: token }))[1]).toBe(200);
    expect(await paste(create, { ADMIN_TOKEN: token })).toEqual(['Username already exists', 409]);
  });

  test('password and token are still good', async () => {
    expect(await loginStatus(second)).toBe(200);
    expect((await ask(second.address, 'GET /api/users/get/1', { token })).status).toBe(200);
  });
});
