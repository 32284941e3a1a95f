import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalOf } from '../support/refusal';
import {
  type Environment,
  postmasterPid,
  type ServerProcess,
  startRoster,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { ask } from '../support/test-server';
import { FAST, useDirectory } from './programs';

const TOKEN = 'token-of-the-tests-of-refusals-0123456789';

const { dataDir, serve } = useDirectory({ ADMIN_TOKEN: TOKEN });
let server: ServerProcess;

beforeAll(async () => {
  server = await serve();
});

const expectUnharmed = async (): Promise<void> => {
  expect((await ask(server.address, 'GET /readyz')).status).toBe(200);
  expect((await ask(server.address, 'GET /api/users', { token: TOKEN })).status).toBe(200);
};

test('a second server on the same DATA_DIR is refused and the first one is unharmed', async () => {
  const message = await refusalOf(['serve'], { dataDir });
  expect(message).toBe(`DATA_DIR ${dataDir} is already in use by a Roster server (pid ${server.pid})`);
  await expectUnharmed();
});

test('a port in use is named, nothing is left running and no administrator was made', async () => {
  const other = temporaryDirectory();
  const { port } = new URL(server.address);
  const message = await refusalOf(['serve'], { dataDir: other, settings: { PORT: port } });
  expect(message).toBe(`port ${port} on 127.0.0.1 is in use: stop what listens there, or set PORT`);
  expect(postmasterPid(other)).toBeUndefined();
  await expectUnharmed();

  const later = await startServer({ dataDir: other, settings: FAST });
  expect(later.stderr()).toMatch(/^Administrator {2}admin\nPassword {7}\S+\nAPI token {6}\S+$/m);
  expect(await later.stop()).toEqual({ code: 0, signal: null });
});

test('a port of the metrics in use is named by its own setting, and nothing is left running', async () => {
  const other = temporaryDirectory();
  const { host } = new URL(server.address);
  const message = await refusalOf(['serve'], { dataDir: other, settings: { METRICS_BIND: host } });
  const [name, port] = host.split(':');
  expect(message).toBe(`port ${port} on ${name} is in use: stop what listens there, or set METRICS_BIND`);
  expect(postmasterPid(other)).toBeUndefined();
  await expectUnharmed();
});

test.each<[string, Environment, RegExp]>([
  ['PORT', { PORT: 'abc' }, /^PORT must be a number$/],
  ['JWT_SECRET', { JWT_SECRET: 'hush' }, /^JWT_SECRET must be 32 bytes or more$/],
  [
    'JWT_SECRET in production',
    { NODE_ENV: 'production' },
    /^JWT_SECRET is required when NODE_ENV=production/,
  ],
  ['ADMIN_TOKEN', { ADMIN_TOKEN: 'hush-hush' }, /^ADMIN_TOKEN .*32/],
  ['DIALECTS', { DIALECTS: 'rest,nope' }, /^DIALECTS names nope; there are rest/],
  ['HOST', { HOST: '203.0.113.7' }, /^203\.0\.113\.7 is no address of this machine: set HOST$/],
  [
    'ADMIN_PASSWORD at the first start',
    { ADMIN_PASSWORD: 'hush' },
    /^ADMIN_PASSWORD cannot be used for the first administrator: too short \(8\)$/,
  ],
  [
    'ADMIN_USERNAME at the first start',
    { ADMIN_USERNAME: 'root@example.com' },
    /^ADMIN_USERNAME cannot be used for the first administrator: /,
  ],
  [
    'ADMIN_EMAIL at the first start',
    { ADMIN_EMAIL: 'nobody' },
    /^ADMIN_EMAIL cannot be used for the first administrator: /,
  ],
])('a bad %s', async (_name, settings, message) => {
  const other = temporaryDirectory();
  expect(await refusalOf(['serve'], { dataDir: other, settings })).toMatch(message);
  expect(postmasterPid(other)).toBeUndefined();
});

test('a DATA_DIR that is a file, or below one', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, 'kept');
  for (const path of [file, join(file, 'below')]) {
    const message = await refusalOf(['serve'], { dataDir: path });
    expect(message).toContain(`DATA_DIR ${path} cannot be used: it is not a directory`);
  }
});

test('a bad setting of a .env file is found, and the environment wins over it', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, '.env'), 'LOG_LEVEL=loud\n');
  const refused = startRoster(['migrate'], { cwd: home });
  expect((await refused.ended).code).toBe(1);
  expect(refused.stderr()).toMatch(/^roster: LOG_LEVEL must be one of [^\n]*\n$/);
  const accepted = startRoster(['migrate'], { cwd: home, settings: { LOG_LEVEL: 'warn' } });
  expect((await accepted.ended).code).toBe(0);
  expect(existsSync(join(home, '.data'))).toBe(false);
});
