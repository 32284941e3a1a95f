import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import draft7 from 'ajv/dist/refs/json-schema-draft-07.json';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly [option: string]: unknown;
}
interface Compose {
  readonly services: Readonly<Record<'postgres' | 'redis' | 'roster-1' | 'roster-2' | 'proxy', Service>>;
}

const source = read('docker-compose.yml');
const compose = (): Compose => parse(source) as Compose;

describe("the Compose specification's schema", () => {
  // In beforeAll, so that a missing package fails these tests and not the whole file.
  let validate: ValidateFunction;
  beforeAll(() => {
    // dclint publishes the specification's schema in its package but does not export it, hence the path.
    const file = join(dirname(require.resolve('dclint/package.json')), 'schemas/compose.schema.json');
    const schema = JSON.parse(readFileSync(file, 'utf8')) as { readonly $schema: string };
    const ajv = new Ajv({ strict: false, allErrors: true });
    // The schema names draft-07 by https, under which Ajv does not know it.
    if (!ajv.getSchema(schema.$schema)) ajv.addMetaSchema({ ...draft7, $id: schema.$schema });
    validate = ajv.compile(schema);
  });

  test('accepts docker-compose.yml', () => {
    validate(compose());
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each([
    ['an unknown option', { restrat: 'always' }],
    ['an unknown condition', { depends_on: { postgres: { condition: 'up' } } }],
  ])('refuses %s', (_what, slip) => {
    const { services } = compose();
    const slipped = { ...services['roster-1'], ...slip };
    expect(validate({ ...compose(), services: { ...services, 'roster-1': slipped } })).toBe(false);
  });
});

const installed = spawnSync('docker-compose', ['version']).status === 0;
// In CI a missing docker-compose is a failure: a check that quietly never runs checks nothing.
const required = process.env['CI'] === 'true';
if (!installed && !required) {
  process.stderr.write(
    'skipped: docker-compose is not installed, so its own check of docker-compose.yml did not run\n',
  );
}

(installed || required ? describe : describe.skip)('docker-compose config', () => {
  const directory = mkdtempSync(join(tmpdir(), 'roster-compose-'));
  const envFile = join(directory, 'empty.env');
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Runs `docker-compose config -q` with these variables alone: neither the caller's nor a local .env's count. */
  function config(variables: Record<string, string>): { status: number | null; message: string } {
    writeFileSync(envFile, '');
    const args = ['--env-file', envFile, '-f', join(root, 'docker-compose.yml'), 'config', '-q'];
    const env = { PATH: process.env['PATH'] ?? '', HOME: directory, ...variables };
    const run = spawnSync('docker-compose', args, { cwd: root, env, encoding: 'utf8' });
    return { status: run.status, message: run.error?.message ?? run.stderr };
  }
  const variables = { JWT_SECRET: 'x'.repeat(48), POSTGRES_PASSWORD: 'secret' };

  test('accepts the file', () => {
    expect(config(variables)).toEqual({ status: 0, message: '' });
  }, 30_000);

  test.each([
    ['JWT_SECRET', 'set JWT_SECRET to a random value of 32 bytes or more'],
    ['POSTGRES_PASSWORD', 'set POSTGRES_PASSWORD, letters and digits only'],
  ])(
    'refuses a missing or empty %s and says what to do',
    (name, message) => {
      const { [name]: _left, ...others } = variables as Record<string, string>;
      for (const given of [others, { ...variables, [name]: '' }]) {
        const refused = config(given);
        expect(refused.status).toBe(1);
        // The message ends the line; before it, docker-compose quotes the whole file's option, message included.
        expect(refused.message).toMatch(new RegExp(`in service "[\\w-]+": ${message}`));
      }
    },
    30_000,
  );
});

describe('docker-compose.yml', () => {
  test('starts two replicas alike once Postgres is healthy, without privileges, and nothing but the proxy is to be reached', () => {
    const { postgres, redis, proxy, ...others } = compose().services;
    expect(postgres).toMatchObject({
      image: 'postgres:17',
      healthcheck: { test: expect.arrayContaining(['pg_isready']) },
    });
    const { 'roster-1': first, 'roster-2': second } = others;
    expect(second).toEqual(first);
    expect(first).toMatchObject({
      depends_on: { postgres: { condition: 'service_healthy' }, redis: { condition: 'service_started' } },
      environment: { REDIS_URL: expect.stringContaining('redis://redis:6379') },
      read_only: true,
      security_opt: ['no-new-privileges:true'],
    });
    for (const inner of [postgres, redis, first, second]) expect(inner['ports']).toBeUndefined();
    expect(proxy).toMatchObject({
      ports: [expect.stringMatching(/^127\.0\.0\.1:/)],
      volumes: ['./deploy/haproxy:/usr/local/etc/haproxy:ro'],
      read_only: true,
      security_opt: ['no-new-privileges:true'],
    });
  });

  test('a replica is told of the proxy, and has the time that its stop takes', () => {
    const { environment, stop_grace_period: grace } = compose().services['roster-1'];
    expect(environment['TRUST_PROXY']).toMatch(/^\$\{PROXY_HOPS:-1\}$/);
    const [, seconds] = /^\$\{STOP_GRACE:-(\d+)s\}$/.exec(String(grace)) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(Number(environment['STOP_DELAY']) + 20);
  });

  test('names no variable that .env.example does not explain', () => {
    // What Compose reads from the environment, and what it hands to the server.
    const asked = [...source.matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map((match) => match[1]);
    const handed = Object.keys(compose().services['roster-1'].environment);
    const explained = [...read('.env.example').matchAll(/^(?:#\s*)?([A-Z][A-Z0-9_]*)=/gm)].map(
      (match) => match[1],
    );
    expect(handed).toContain('DATABASE_URL');
    expect(asked).toContain('JWT_SECRET');
    expect([...new Set([...asked, ...handed])].filter((name) => !explained.includes(name))).toEqual([]);
  });
});
