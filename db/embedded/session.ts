import { randomBytes } from 'node:crypto';
import { closeSync, fchownSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Cluster, SUPERUSER } from './cluster';
import { LOOPBACK } from './port';

/**
 * A superuser's connection to the database `postgres`, held for as long as Roster uses the cluster. Its advisory
 * locks say who does; they end with the connection, however the process ends.
 */
export interface Session {
  readonly client: Client;
  /** The postmaster behind this session, proven to serve our directory. */
  readonly postmasterPid: number;
  readonly port: number;
  /** False once the connection has ended. */
  isOpen(): boolean;
  /** Resolves when the connection has ended, by whomever. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** The server that answered serves another directory: a copy of ours, or a stranger on a port that was ours once. */
export class ForeignPostmaster extends Error {
  override readonly name = 'ForeignPostmaster';
  constructor(readonly pid: number) {
    super('another database server answers on its port');
  }
}

async function connect(cluster: Cluster, port: number, name: string): Promise<Session['client']> {
  const client = new Client({
    host: LOOPBACK,
    port,
    user: SUPERUSER,
    password: cluster.superuserPassword,
    database: 'postgres',
    application_name: name,
    ssl: false,
    connectionTimeoutMillis: 5000,
    query_timeout: 60_000,
  });
  // Its end is watched through `end`; without a listener an error would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function writeProof(cluster: Cluster): { name: string; value: string; file: string } {
  const name = `roster-proof-${randomBytes(8).toString('hex')}`;
  const value = randomBytes(16).toString('hex');
  const file = join(cluster.directory, name);
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, value);
    if (cluster.account !== undefined) fchownSync(descriptor, cluster.account.uid, cluster.account.gid);
  } finally {
    closeSync(descriptor);
  }
  return { name, value, file };
}

// Neither a port, a password nor a system identifier tells a cluster from its copy. What only the server of this very
// directory can do is read a file that was put there just now.
async function provePostmaster(client: Client, cluster: Cluster): Promise<number> {
  const proof = writeProof(cluster);
  try {
    const { rows } = await client.query<{ proof: string | null; pid: string }>(
      `select pg_read_file($1, true) as proof, split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`,
      [proof.name],
    );
    const pid = Number(rows[0]?.pid);
    if (rows[0]?.proof !== proof.value) throw new ForeignPostmaster(pid);
    return pid;
  } finally {
    rmSync(proof.file, { force: true });
  }
}

/**
 * Connects to the postmaster on `port` and makes sure that it serves this cluster. Rejects with pg's error when
 * nobody answers (yet), with ForeignPostmaster when it is a stranger.
 */
export async function openSession(cluster: Cluster, port: number, name: string): Promise<Session> {
  const client = await connect(cluster, port, name);
  let open = true;
  const ended = new Promise<void>((resolve) => {
    client.once('end', () => {
      open = false;
      resolve();
    });
  });
  const close = (): Promise<void> => client.end().catch(() => undefined);
  try {
    const postmasterPid = await provePostmaster(client, cluster);
    return { client, postmasterPid, port, isOpen: () => open, ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}
