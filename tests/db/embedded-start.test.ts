import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DataDirectoryInUse,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from '../../db/embedded/embedded-postgres';
import { findPlatformPackage } from '../../db/embedded/platform-package';
import {
  addRow,
  cleanUp,
  countRows,
  IS_ROOT,
  isAlive,
  participate,
  postmasterPid,
  query,
  temporaryDirectory,
} from './embedded-harness';

jest.setTimeout(120_000);
afterAll(cleanUp);

const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, role: 'server' });

describe('a first start', () => {
  test('makes everything, and a warm start keeps the data and is quick', async () => {
    const dataDir = join(temporaryDirectory(), 'not', 'yet');
    const first = await start(dataDir);
    const pid = postmasterPid(dataDir) ?? -1;
    expect(first.startedByUs).toBe(true);
    expect(first.url).toMatch(/^postgres:\/\/roster:[\w-]{43}@127\.0\.0\.1:\d+\/roster$/);
    await addRow(first.url);
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    expect(postmasterPid(dataDir)).toBeUndefined();

    const before = performance.now();
    const second = await start(dataDir);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(await countRows(second.url)).toBe(1);
    await expect(start(dataDir)).rejects.toBeInstanceOf(DataDirectoryInUse);
    await Promise.all([second.stop(), second.stop()]);
  });

  test('leaves exactly these files, none of them open to others', async () => {
    const dataDir = join(temporaryDirectory(), 'data');
    const postgres = await start(dataDir);
    await postgres.stop();
    const modes = Object.fromEntries(
      ['.', ...readdirSync(dataDir)].map((name) => [
        name,
        (statSync(join(dataDir, name)).mode & 0o777).toString(8),
      ]),
    );
    expect(modes).toEqual({
      '.': IS_ROOT ? '711' : '700',
      postgres: '700',
      'postgres-password': '600',
      'postgres-superuser-password': '600',
      'postgres.log': '600',
    });
    expect(readdirSync(join(dataDir, 'postgres')).filter((name) => name.startsWith('roster'))).toEqual([]);
  });

  test('gives a role that is no superuser, a database that sorts alike everywhere, and safe settings', async () => {
    const dataDir = temporaryDirectory();
    const postgres = await start(dataDir);
    await query(postgres.url, 'create extension pg_trgm');
    const [facts] = await query(
      postgres.url,
      `select rolsuper as superuser, rolcreaterole or rolcreatedb as creates, datlocprovider as provider,
              datlocale as locale, pg_encoding_to_char(encoding) as encoding, lower('ÄŁИ') as lower,
              'a' < 'B' as dictionary, show_trgm('ł') as trigrams
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    );
    expect(facts).toEqual({
      superuser: false,
      creates: false,
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
      lower: 'äłи',
      dictionary: false,
      trigrams: [expect.any(String), expect.any(String)],
    });
    const settings = await query<{ name: string; setting: string }>(
      postgres.url,
      `select name, setting from pg_settings where name in
       ('listen_addresses', 'fsync', 'TimeZone', 'max_connections', 'shared_buffers', 'password_encryption')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      listen_addresses: '127.0.0.1',
      fsync: 'on',
      TimeZone: 'UTC',
      max_connections: '100',
      shared_buffers: '8192', // pages of 8 KiB
      password_encryption: 'scram-sha-256',
    });
    const wrong = postgres.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed');
    await postgres.stop();
  });

  test('two at once on an empty directory: exactly one wins, 3 rounds', async () => {
    for (let round = 0; round < 3; round += 1) {
      const dataDir = temporaryDirectory();
      const both = [participate(dataDir, 'server'), participate(dataDir, 'server')];
      const outcomes = await Promise.all(
        both.map((one) => one.event(({ url, failure }) => url !== undefined || failure !== undefined)),
      );
      const winners = both.filter((_, index) => outcomes[index]?.url !== undefined);
      const losers = outcomes.filter(({ name }) => name === 'DataDirectoryInUse');
      expect([winners.length, losers.length]).toEqual([1, 1]);
      const [winner] = winners;
      expect(losers[0]?.failure).toBe(
        `DATA_DIR ${dataDir} is already in use by a Roster server (pid ${winner?.pid})`,
      );
      await winner?.stop();
      expect(readdirSync(dataDir).filter((name) => name.includes('.new-'))).toEqual([]);
    }
  });
});

describe('a start that cannot succeed says so in one line and leaves nothing running', () => {
  test('a file in place of the directory', async () => {
    const dataDir = join(temporaryDirectory(), 'file');
    writeFileSync(dataDir, '');
    await expect(start(dataDir)).rejects.toThrow(/^DATA_DIR .*file cannot be used: it is not a directory/);
  });

  test('a platform without a package', () => {
    expect(() => findPlatformPackage('@embedded-postgres/plan9-x64')).toThrow(EmbeddedPostgresError);
    expect(() => findPlatformPackage('@embedded-postgres/plan9-x64')).toThrow(/DATABASE_URL/);
  });

  test('a broken configuration, another major version, a lost password, something else in place', async () => {
    const dataDir = temporaryDirectory();
    await (await start(dataDir)).stop();
    const configuration = join(dataDir, 'postgres', 'postgresql.conf');
    const sound = readFileSync(configuration, 'utf8');
    writeFileSync(configuration, `${sound}\nno_such_setting = 1\n`);
    const before = performance.now();
    await expect(start(dataDir)).rejects.toThrow(
      /^Postgres did not start: .*postgresql\.conf.*\(see .*postgres\.log\)$/,
    );
    expect(performance.now() - before).toBeLessThan(2000);
    expect(postmasterPid(dataDir)).toBeUndefined();
    writeFileSync(configuration, sound);

    const version = join(dataDir, 'postgres', 'PG_VERSION');
    writeFileSync(version, '17\n');
    await expect(start(dataDir)).rejects.toThrow(/was made by Postgres 17 and this is Postgres 18/);
    writeFileSync(version, '18\n');

    const password = join(dataDir, 'postgres-password');
    const secret = readFileSync(password, 'utf8');
    rmSync(password);
    await expect(start(dataDir)).rejects.toThrow(/postgres-password is missing/);
    writeFileSync(password, secret, { mode: 0o600 });
    await (await start(dataDir)).stop();

    const other = temporaryDirectory();
    mkdirSync(join(other, 'postgres', 'photos'), { recursive: true });
    await expect(start(other)).rejects.toThrow(/is not a Postgres data directory/);
  });
});
