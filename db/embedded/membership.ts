import type { Client } from 'pg';
import type { Cluster } from './cluster';
import { ensureDatabase } from './ensure-database';
import { DataDirectoryInUse } from './errors';
import { isRunning } from './process-state';
import type { Session } from './session';
import { sleep } from './sleep';

/** A `server` owns the data directory alone; a `command` shares it, with a server or with other commands. */
export type Role = 'server' | 'command';

const NAMESPACE = 0x526f7374; // "Rost"
/** Held for the moments of coming and going, so that nobody joins a database that is being stopped. */
const GATE = 1;
const SERVER = 2;
const COMMANDS = 3;

const RELEASE_OF_THE_DEAD_MS = 5000;

/** The name of a session, by which another process learns whose it is. */
export function sessionName(role: Role): string {
  return `roster ${role} pid ${process.pid}`;
}

async function holders(client: Client, ...keys: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.classid = $1::bigint::oid and l.objid = any($2::bigint[]::oid[])
       and l.database = (select oid from pg_database where datname = current_database())
       and l.pid <> pg_backend_pid()`,
    [NAMESPACE, keys],
  );
  return rows.map(({ name }) => Number(name.split(' ').at(-1)));
}

async function closeGate(client: Client): Promise<void> {
  await client.query(`set lock_timeout = '20s'`);
  await client.query('select pg_advisory_lock($1, $2)', [NAMESPACE, GATE]);
}

async function openGate(client: Client): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2)', [NAMESPACE, GATE]);
}

async function tryOwn(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ owned: boolean }>('select pg_try_advisory_lock($1, $2) as owned', [
    NAMESPACE,
    SERVER,
  ]);
  return rows[0]?.owned === true;
}

// The lock of a server that was killed goes as soon as Postgres sees its connection closed, which takes a moment.
async function own(client: Client, dataDir: string): Promise<void> {
  const deadline = Date.now() + RELEASE_OF_THE_DEAD_MS;
  while (!(await tryOwn(client))) {
    const [pid] = await holders(client, SERVER);
    if (pid !== undefined && (isRunning(pid) || Date.now() > deadline)) {
      throw new DataDirectoryInUse(`DATA_DIR ${dataDir} is already in use by a Roster server (pid ${pid})`);
    }
    await sleep(15);
  }
}

/**
 * Takes the role's lock, and makes the database `roster` when it is not there. Throws DataDirectoryInUse when another
 * server holds it; any other error means that the session has ended (somebody is stopping Postgres) or is stuck.
 */
export async function join({ client }: Session, cluster: Cluster, role: Role): Promise<void> {
  await closeGate(client);
  await ensureDatabase(client, cluster.password);
  if (role === 'server') await own(client, cluster.dataDir);
  else await client.query('select pg_advisory_lock_shared($1, $2)', [NAMESPACE, COMMANDS]);
  await openGate(client);
}

/**
 * Whether the one who leaves is to stop Postgres. When it is a command the gate stays closed behind it until its
 * session ends, so that the answer stays true. A server never waits for commands.
 */
export async function maySwitchOff({ client }: Session, role: Role): Promise<boolean> {
  if (role === 'command') await closeGate(client);
  const others = await holders(client, ...(role === 'server' ? [SERVER] : [SERVER, COMMANDS]));
  return !others.some(isRunning);
}
