import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { transformFileSync } from '@swc/core';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../db/embedded/embedded-postgres';

export const IS_ROOT = process.getuid?.() === 0;
export const NOBODY = 65534;

/** `test`, or a skipped test whose printed name says why. */
export function testAsRoot(name: string, run: () => Promise<void>, timeout?: number): void {
  if (IS_ROOT) test(name, run, timeout);
  else test.skip(`${name} (skipped: only root can show this)`, run, timeout);
}

const ROOT = join(__dirname, '..', '..');
const SOURCES = join(ROOT, 'db', 'embedded');

// Runs the launcher in a process of its own that can be killed. It says on stdout what happens, and is told to stop
// through stdin.
const PARTICIPANT = `
const { startEmbeddedPostgres } = require('./embedded-postgres.js');
const say = (event) => process.stdout.write(JSON.stringify(event) + '\\n');
const [dataDir, role] = process.argv.slice(2);
startEmbeddedPostgres({ dataDir, role, onUnexpectedExit: (exit) => say({ exit }), onLog: (log) => say({ log }) }).then(
  (postgres) => {
    say({ url: postgres.url, startedByUs: postgres.startedByUs });
    process.stdin.once('data', () => postgres.stop().then(() => { say({ stopped: true }); process.exit(0); }));
  },
  (error) => { say({ failure: error.message, name: error.name }); process.exit(1); },
);
`;

interface ParticipantEvent {
  readonly url?: string;
  readonly startedByUs?: boolean;
  readonly failure?: string;
  readonly name?: string;
  readonly exit?: string;
  readonly log?: string;
  readonly stopped?: boolean;
}

/** Another process that uses the launcher. */
export interface Participant {
  readonly pid: number;
  readonly events: readonly ParticipantEvent[];
  /** Resolves with the first event that fits, past or to come; rejects when the process ends without. */
  event(fits: (event: ParticipantEvent) => boolean): Promise<ParticipantEvent>;
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

let compiled: string | undefined;
const participants = new Set<ChildProcess>();
const directories = new Set<string>();

function compile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'roster-embedded-code-'));
  directories.add(directory);
  chmodSync(directory, 0o755);
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  for (const name of readdirSync(SOURCES)) {
    const { code } = transformFileSync(join(SOURCES, name), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(directory, name.replace(/\.ts$/, '.js')), code);
  }
  writeFileSync(join(directory, 'participant.js'), PARTICIPANT);
  return directory;
}

/** A directory that the end of the tests removes, with the database in it if there is one. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'roster-embedded-'));
  directories.add(directory);
  return directory;
}

function collect(child: ChildProcess): Pick<Participant, 'events' | 'event'> {
  const events: ParticipantEvent[] = [];
  const news = new Set<() => void>();
  let ended = false;
  const tell = (): void => {
    for (const listener of news) listener();
  };
  if (child.stdout === null) throw new Error('no stdout');
  createInterface({ input: child.stdout }).on('line', (line) => {
    events.push(JSON.parse(line) as ParticipantEvent);
    tell();
  });
  child.once('close', () => {
    ended = true;
    tell();
  });
  const event = (fits: (event: ParticipantEvent) => boolean): Promise<ParticipantEvent> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = events.find(fits);
        if (found === undefined && !ended) return;
        news.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`the process ended: ${JSON.stringify(events)}`));
      };
      news.add(look);
      look();
    });
  return { events, event };
}

/** Starts a process that uses the launcher, without waiting for the outcome. */
export function participate(dataDir: string, role: 'server' | 'command', uid?: number): Participant {
  compiled ??= compile();
  const child = spawn(process.execPath, [join(compiled, 'participant.js'), dataDir, role], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: dataDir },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  participants.add(child);
  const closed = once(child, 'close');
  const collected = collect(child);
  return {
    ...collected,
    pid: child.pid ?? -1,
    stop: async () => {
      child.stdin?.write('stop\n');
      await collected.event((event) => event.stopped === true);
      await closed;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Starts a process that uses the launcher and waits until Postgres is there for it. */
export async function participateReady(
  dataDir: string,
  role: 'server' | 'command',
  uid?: number,
): Promise<Participant & { url: string; startedByUs: boolean }> {
  const participant = participate(dataDir, role, uid);
  const { url = '', startedByUs = false } = await participant.event((event) => event.url !== undefined);
  return { ...participant, url, startedByUs };
}

/** The reason for which a participant was turned away. */
export async function refusal(participant: Participant): Promise<string> {
  const { name, failure } = await participant.event((event) => event.failure !== undefined);
  return `${name}: ${failure}`;
}

/** Runs one query on a connection of its own. */
export async function query<Row extends object = object>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Writes one row, making the table first. Returns how many there are now. */
export async function addRow(url: string): Promise<number> {
  await query(url, 'create table if not exists kept (at timestamptz); insert into kept values (now())');
  return countRows(url);
}

export async function countRows(url: string): Promise<number> {
  const [row] = await query<{ n: number }>(url, 'select count(*)::int as n from kept');
  return row?.n ?? -1;
}

/** The pid in postmaster.pid; undefined when the file is not there. */
export function postmasterPid(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** True while there is such a process that is not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !(existsSync(stat) && /\) [ZX] /.test(readFileSync(stat, 'utf8')));
  } catch {
    return false;
  }
}

/** kill -9 of the postmaster that a directory's own launcher has just started. */
export async function killPostmaster(dataDir: string): Promise<number> {
  const pid = postmasterPid(dataDir);
  if (pid === undefined) throw new Error('no postmaster');
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  return pid;
}

// What a killed process left running is joined and then stopped by its last user.
async function stopRemains(dataDir: string): Promise<void> {
  if (postmasterPid(dataDir) === undefined) return;
  const remains = await startEmbeddedPostgres({ dataDir, role: 'command' });
  await remains.stop();
}

/** Ends every process and removes every directory of this test file. */
export async function cleanUp(): Promise<void> {
  for (const child of participants) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  participants.clear();
  for (const directory of directories) {
    for (const name of ['.', ...readdirSync(directory)]) {
      if (existsSync(join(directory, name, 'postgres', 'PG_VERSION')))
        await stopRemains(join(directory, name));
    }
    rmSync(directory, { recursive: true, force: true });
  }
  directories.clear();
  compiled = undefined;
}

/** Makes `directory` with exactly this mode and, as root, this owner. */
export function makeDirectory(directory: string, mode: number, uid?: number): string {
  mkdirSync(directory);
  chmodSync(directory, mode);
  if (uid !== undefined) chownSync(directory, uid, uid);
  return directory;
}
