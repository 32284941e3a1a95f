import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { PRESENCE_LOCK } from '../presence';
import { BackupError } from './errors';

/** Milliseconds: a process that has just been killed still has its connections for a moment. */
const PATIENCE_MS = 3_000;
const POLL_MS = 100;

// Whoever changes the directory holds the lock, and every connection of ours has a name. What a transaction has seen of others
// it goes on seeing until it is told to forget it.
const OTHERS = `
  select distinct application_name as name from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and application_name like 'roster%'
  order by 1`;

const others = async (client: pg.ClientBase): Promise<readonly string[]> => {
  await client.query('select pg_stat_clear_snapshot()');
  const { rows: names } = await client.query<{ name: string }>(OTHERS);
  if (names.length > 0) return names.map(({ name }) => name);
  const { rows } = await client.query<{ got: boolean }>(
    `select pg_try_advisory_xact_lock(${PRESENCE_LOCK}) as got`,
  );
  return rows[0]?.got ? [] : ['a server'];
};

/** Until the end of this transaction nobody else is at work. Throws a `BackupError` where somebody is. */
export const assertUnused = async (client: pg.ClientBase): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const names = await others(client);
    if (names.length === 0) return;
    if (Date.now() > deadline)
      throw new BackupError(
        `somebody uses this database (${names.join(', ')}): stop every server and command on it first, and a pooler in front of it`,
      );
    await sleep(POLL_MS);
  }
};
