import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, type Started, start, until } from './child-process';
import { freePort } from './redis-server';
import { ROOT } from './roster-process';

/** A PgBouncer of a test's own on 127.0.0.1, in front of one database. */
export interface PgBouncer {
  /** Leads to the database through it. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface PgBouncerOptions {
  /** Connections to Postgres at most. */
  readonly poolSize?: number;
  /** What is different from the file of the release, after addresses and size. */
  readonly edit?: (file: string) => string;
}

const EXAMPLE = join(ROOT, 'deploy', 'pgbouncer', 'pgbouncer.ini');

/** It refuses to run as root. */
const NOBODY = 65_534;
const IS_ROOT = process.getuid?.() === 0;

/** Replaces a part of a file. Throws where it is not there: then the file is not the one that is meant. */
export const replaced = (file: string, part: string, by: string): string => {
  if (!file.includes(part)) throw new Error(`there is no "${part}" in ${EXAMPLE}`);
  return file.replace(part, by);
};

// As a pooler full of work does: of two transactions, the second runs on another connection.
const EACH_ELSEWHERE = '\nserver_round_robin = 1\nmin_pool_size = 5\n';

const configuration = (database: URL, port: number, directory: string, options: PgBouncerOptions): string => {
  const changes: readonly (readonly [string, string])[] = [
    [
      'host=postgres port=5432 dbname=roster',
      `host=${database.hostname} port=${database.port} dbname=${database.pathname.slice(1)}`,
    ],
    ['listen_addr = *', 'listen_addr = 127.0.0.1'],
    ['listen_port = 6432', `listen_port = ${port}`],
    ['/etc/pgbouncer/userlist.txt', join(directory, 'userlist.txt')],
    ['default_pool_size = 20', `default_pool_size = ${options.poolSize ?? 5}`],
  ];
  const file = changes.reduce((text, [part, by]) => replaced(text, part, by), readFileSync(EXAMPLE, 'utf8'));
  return options.edit?.(file + EACH_ELSEWHERE) ?? file + EACH_ELSEWHERE;
};

const write = (path: string, text: string): void => {
  writeFileSync(path, text, { mode: 0o600 });
  if (IS_ROOT) chownSync(path, NOBODY, NOBODY);
};

const UP = 'process up: PgBouncer';

/** Resolves to null where somebody else was faster at the port. */
const launch = async (
  database: URL,
  port: number,
  directory: string,
  options: PgBouncerOptions,
): Promise<Started | null> => {
  const path = join(directory, 'pgbouncer.ini');
  write(path, configuration(database, port, directory, options));
  const identity = IS_ROOT ? { uid: NOBODY, gid: NOBODY } : {};
  const started = start('pgbouncer', [path], { cwd: directory, ...identity });
  const kill = (): boolean => started.child.kill('SIGKILL');
  process.once('exit', kill);
  started.child.once('exit', () => process.off('exit', kill));
  await until(() => started.stderr().includes(UP) || !isAlive(started.pid));
  if (started.stderr().includes(UP)) return started;
  if (/[Aa]ddress already in use/.test(started.stderr())) return null;
  throw new Error(`pgbouncer did not start:\n${started.stdout()}${started.stderr()}`);
};

const launchAnywhere = async (database: URL, directory: string, options: PgBouncerOptions) => {
  for (;;) {
    const port = await freePort();
    const started = await launch(database, port, directory, options);
    if (started) return { port, started };
  }
};

/** Starts a `pgbouncer` with the file of the release; look with `hasProgram('pgbouncer')` first. Stop it when done. */
export const startPgBouncer = async (
  databaseUrl: string,
  options: PgBouncerOptions = {},
): Promise<PgBouncer> => {
  const database = new URL(databaseUrl);
  const directory = mkdtempSync(join(tmpdir(), 'roster-pgbouncer-'));
  chmodSync(directory, 0o755);
  const password = decodeURIComponent(database.password);
  write(join(directory, 'userlist.txt'), `"${database.username}" "${password}"\n`);
  const { port, started } = await launchAnywhere(database, directory, options);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  url.pathname = '/roster';
  return {
    url: url.toString(),
    async stop() {
      started.child.kill('SIGKILL');
      await started.ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
