import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, runRoster, temporaryDirectory } from '../support/roster-process';
import { askDoctor } from './doctor';

jest.setTimeout(60_000);
afterAll(cleanUp);

const RANDOM = 'kX0vq9Zt3LmN7wRb5yUc1sGd8hJf2aPe';

test('all is well before the first start: a line each, exit code 0, and nothing was made', async () => {
  const dataDir = join(temporaryDirectory(), 'data');
  const settings = { BCRYPT_COST: '10', PORT: '0' };
  const { code, stdout, stderr } = await runRoster(['doctor'], { dataDir, settings });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'ok    settings        for development, from the environment; no .env file here',
    'ok    JWT_SECRET      not set: made and kept in the data directory',
    expect.stringMatching(/^ok {4}routes {10}\d+ without a fault, in rest, colon, rails, laravel, flask$/),
    `ok    data directory  ${dataDir} is not there yet: the first start makes it`,
    expect.stringMatching(/^ok {4}disk space {6}[\d.]+ GiB free at \S+$/),
    expect.stringMatching(
      /^ok {4}database {8}none yet: the first start makes one of the embedded Postgres \(18\.\S+\)$/,
    ),
    'ok    port            any that is free (PORT is 0)',
    expect.stringMatching(/^ok {4}passwords {7}BCRYPT_COST 10: a password hash takes \d+ ms$/),
    '',
  ]);
  expect(existsSync(dataDir)).toBe(false);
});

test('a failure is a line with what to do, and exit code 1', async () => {
  const { code, stdout, stderr } = await runRoster(['doctor'], { settings: { PORT: 'abc' } });
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'roster: 1 of 2 checks failed\n' });
  const [first, second] = stdout.split('\n');
  expect(first).toBe(
    'FAIL  settings  PORT must be a number — correct it in the environment or in .env; .env.example explains each setting, then ask again',
  );
  expect(second).toMatch(/^ok {4}routes {4}\d+ without a fault/);
});

test.each<[string, Record<string, string>, RegExp]>([
  ['a setting that is none', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of /],
  ['an unknown dialect', { DIALECTS: 'rest,nope' }, /^DIALECTS names nope; there are rest, colon, /],
  ['a short secret', { JWT_SECRET: 'hush' }, /^JWT_SECRET must be 32 bytes or more$/],
  [
    'production without a secret',
    { NODE_ENV: 'production' },
    /^JWT_SECRET is required when NODE_ENV=production/,
  ],
])('%s', async (_what, settings, says) => {
  expect((await askDoctor({ settings })).about('settings')).toEqual({
    state: 'fail',
    what: 'settings',
    says: expect.stringMatching(says),
    advice: expect.stringMatching(/^correct it in the environment or in \.env; /),
  });
});

test.each(['none', 'nope'])('no dialect is switched on by %s: the routes say so', async (dialects) => {
  const { about } = await askDoctor({ settings: { DIALECTS: dialects } });
  expect(about('routes').says).toMatch(
    /^\d+ without a fault, all of administration: DIALECTS switches no dialect on$/,
  );
});

test('a .env file: what nobody reads is named, without its value', async () => {
  const home = temporaryDirectory();
  writeFileSync(join(home, '.env'), 'PORT=0\nJWT_SECRTE=hush-hush\nPOSTGRES_PASSWORD=hush\nLOG_LEVL=warn\n');
  const diagnosis = await askDoctor({ cwd: home });
  expect(diagnosis.code).toBe(0);
  expect(diagnosis.about('settings').says).toBe(
    `for development, from the environment and ${join(home, '.env')}`,
  );
  expect(diagnosis.about('.env')).toEqual({
    state: 'warn',
    what: '.env',
    says: 'nobody reads JWT_SECRTE, LOG_LEVL',
    advice: 'compare the spelling with .env.example',
  });
});

test('a .env that cannot be read', async () => {
  const home = temporaryDirectory();
  mkdirSync(join(home, '.env'));
  const { says } = (await askDoctor({ cwd: home })).about('settings');
  expect(says).toMatch(/^cannot read \S+\/\.env: EISDIR/);
});

test.each<[string, Record<string, string>, string, RegExp]>([
  [
    'a sample',
    { JWT_SECRET: 'hush-change-me-change-me-change-me' },
    'JWT_SECRET',
    /^looks like a sample value/,
  ],
  ['a repeated word', { JWT_SECRET: 'hush1'.repeat(8) }, 'JWT_SECRET', /^repeats itself /],
  ['few characters', { JWT_SECRET: `${'hs'.repeat(20)}h` }, 'JWT_SECRET', /^repeats itself or has few /],
  [
    'a sample that was replaced',
    { JWT_SECRET: RANDOM, JWT_SECRET_PREVIOUS: `hush-supersecret-${RANDOM}` },
    'JWT_SECRET_PREVIOUS',
    /^looks like a sample value/,
  ],
])('a secret that is %s', async (_what, settings, name, says) => {
  const diagnosis = await askDoctor({ settings });
  expect(diagnosis.code).toBe(0);
  expect(diagnosis.about(name)).toEqual({
    state: 'warn',
    what: name,
    says: expect.stringMatching(says),
    advice: expect.stringContaining('openssl rand -base64 48'),
  });
});

test('random bytes and production: nothing to say against them', async () => {
  const settings = { NODE_ENV: 'production', JWT_SECRET: RANDOM, BCRYPT_COST: '10' };
  const diagnosis = await askDoctor({ settings });
  expect(diagnosis.findings.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(diagnosis.about('settings').says).toMatch(/^for production, /);
  expect(diagnosis.about('JWT_SECRET').says).toBe('32 bytes that do not look like a sample');
});

test.each<[string, Record<string, string>, string | null]>([
  ['as they are', {}, null],
  ['behind a proxy', { TRUST_PROXY: '1' }, 'METRICS_TOKEN'],
  ['behind a proxy, with a token', { TRUST_PROXY: '1', METRICS_TOKEN: 'x'.repeat(32) }, null],
  ['on a port of this machine', { TRUST_PROXY: '1', METRICS_BIND: '127.0.0.1:9464' }, null],
  ['on a port of every network', { METRICS_BIND: '0.0.0.0:9464' }, 'METRICS_BIND'],
])('metrics %s', async (_what, settings, doubtful) => {
  const { findings } = await askDoctor({ settings: { PORT: '0', ...settings } });
  const about = findings.filter(({ what }) => what.startsWith('METRICS_'));
  expect(about.map(({ state, what }) => [state, what])).toEqual(
    doubtful === null ? [] : [['warn', doubtful]],
  );
});
