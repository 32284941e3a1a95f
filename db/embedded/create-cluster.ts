import {
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Account } from './account';
import { type Cluster, SUPERUSER } from './cluster';
import { EmbeddedPostgresError } from './errors';
import { type VisibleDirectory, visibleDirectory } from './reach';
import { stagingName } from './staging';
import { runTool } from './tool';

// Order and letter case come from Postgres's built-in C.UTF-8, the same on every system. pg_trgm alone still asks the
// system what a letter is: with a plain C there, words beyond ASCII would have no trigrams and no use of the index.
const LETTERS = process.platform === 'win32' ? ['C'] : ['C.UTF-8', 'en_US.UTF-8', 'C'];

// The descriptor is what is handed over: the directory is the account's by now, and names in it can be swapped.
function writePasswordFile(file: string, password: string, account: Account | undefined): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, `${password}\n`);
    if (account !== undefined) fchownSync(descriptor, account.uid, account.gid);
  } finally {
    closeSync(descriptor);
  }
}

function initdbArguments(staged: VisibleDirectory, letters: string): readonly string[] {
  return [
    `--pgdata=${staged.path}/data`,
    `--username=${SUPERUSER}`,
    `--pwfile=${staged.path}/password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${letters}`,
  ];
}

async function runInitdb(cluster: Cluster, staged: VisibleDirectory): Promise<void> {
  let output = '';
  for (const letters of LETTERS) {
    const result = await runTool(cluster.binaries.initdb, initdbArguments(staged, letters), {
      account: cluster.account,
      inherit: staged.stdio,
    });
    if (result.code === 0) return;
    output = result.output;
    if (!output.includes('invalid locale name')) break;
  }
  const reason = output.split('\n').find((line) => /error|fatal/i.test(line)) ?? output.trim();
  throw new EmbeddedPostgresError(`initdb could not make the database in ${cluster.directory}: ${reason}`);
}

// The rename must be on disk before anything that depends on it. Windows cannot open directories for this.
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function publish(from: string, cluster: Cluster): void {
  try {
    renameSync(from, cluster.directory);
    syncDirectory(cluster.dataDir);
  } catch (error) {
    // Another first start was faster. Both used the same passwords, so its cluster is as good as ours.
    if (!existsSync(join(cluster.directory, 'PG_VERSION'))) throw error;
  }
}

/**
 * Runs initdb beside the final place and renames the result into it: a crash or a second first start at the same
 * moment never leaves half a cluster there. Throws EmbeddedPostgresError with initdb's own reason.
 */
export async function createCluster(cluster: Cluster): Promise<void> {
  const staging = stagingName(cluster.directory);
  mkdirSync(staging, { mode: 0o700 });
  try {
    const { account } = cluster;
    if (account !== undefined) chownSync(staging, account.uid, account.gid);
    writePasswordFile(join(staging, 'password'), cluster.superuserPassword, account);
    const staged = visibleDirectory(staging, account);
    try {
      await runInitdb(cluster, staged);
    } finally {
      staged.close();
    }
    publish(join(staging, 'data'), cluster);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
