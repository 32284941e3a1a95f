import type pg from 'pg';
import type { NewAuditEntry } from '../../src/domain/audit';
import { compareMigrations } from '../inspect';
import { type Migrations, withMigrations } from '../migrate';
import { createAudit } from '../repositories/audit';
import { BackupError, reasonOf } from './errors';
import { assertUnused } from './in-use';
import { assertLoaded, emptySeeded, loader } from './load-rows';
import { type Backup, readBackup } from './read-backup';
import { settle } from './session';
import { appliedMigrations, findTables, type Table } from './tables';

/** How long a table or the right to migrate is waited for, in milliseconds. */
const LOCK_TIMEOUT_MS = 10_000;

export interface RestoreOptions {
  /** Reads the text of the backup from its beginning. */
  readonly read: (consume: (text: AsyncIterable<Buffer>) => Promise<Backup>) => Promise<Backup>;
  /** Whether what is there may be lost. */
  readonly replaces: boolean;
  /** Whether sessions that were open then are open again. */
  readonly keepsSessions: boolean;
  /** What the audit trail says of it, and when by the database's clock. */
  readonly entryOf: (backup: Backup, sessionsEnded: number, at: Date) => NewAuditEntry;
}

export interface Restored {
  readonly backup: Backup;
  readonly sessionsEnded: number;
  /** The migrations that a backup of an older release has had since. */
  readonly migrated: readonly string[];
}

const hasRows = async (client: pg.ClientBase, table: string): Promise<boolean> => {
  const ofOthers = table === 'token_policies' ? " where name <> 'unlimited'" : '';
  const { rows } = await client.query<{ has: boolean }>(
    `select exists(select from ${table}${ofOthers}) as has`,
  );
  return rows[0]?.has === true;
};

const nameOf = async (client: pg.ClientBase): Promise<string> => {
  const { rows } = await client.query<{ count: string }>('select count(*) from users');
  return rows[0]?.count === '1' ? 'a user' : `${rows[0]?.count} users`;
};

/** Tables are another program's, or of a release that this one cannot take back. */
const assertOurs = async (client: pg.ClientBase, tables: readonly Table[]): Promise<void> => {
  const applied = await appliedMigrations(client);
  const [first] = tables;
  if (first && applied.length === 0)
    throw new BackupError(
      `the database holds another program's table \`${first.name}\`: give Roster a database of its own`,
    );
  const { unknown } = compareMigrations(applied);
  if (unknown.length > 0)
    throw new BackupError(`a newer release has made ${unknown.join(', ')} here: restore with that release`);
};

/** Roles are the same everywhere. */
const isFixed = ({ name }: Table): boolean => name === 'roles' || name === 'role_permissions';

const assertEmpty = async (client: pg.ClientBase, tables: readonly Table[]): Promise<void> => {
  for (const { name } of tables.filter((table) => !isFixed(table))) {
    if (!(await hasRows(client, name))) continue;
    const what = name === 'users' ? await nameOf(client) : `rows in ${name}`;
    throw new BackupError(
      `the directory here is not empty, it has ${what}: add --replace when all of it is to be lost`,
    );
  }
};

const endSessions = async (client: pg.ClientBase): Promise<number> => {
  await client.query('delete from one_time_codes');
  const { rowCount } = await client.query(
    "update sessions set ended_at = now(), end_reason = 'restored' where ended_at is null and expires_at > now()",
  );
  return rowCount ?? 0;
};

const timeOf = async (client: pg.ClientBase): Promise<Date> => {
  const { rows } = await client.query<{ now: string }>(
    'select extract(epoch from clock_timestamp()) * 1000 as now',
  );
  return new Date(Math.round(Number(rows[0]?.now)));
};

const analyze = async (client: pg.ClientBase): Promise<void> => {
  for (const { name } of await findTables(client)) await client.query(`analyze ${name}`);
};

const restoreIn = async (
  client: pg.ClientBase,
  migrations: Migrations,
  { read, replaces, keepsSessions, entryOf }: RestoreOptions,
): Promise<Restored> => {
  await settle(client);
  await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
  await migrations.lock();
  await assertUnused(client);
  const tables = await findTables(client);
  await assertOurs(client, tables);
  if (!replaces) await assertEmpty(client, tables);
  await migrations.undoAll();
  const backup = await read((text) =>
    readBackup(text, {
      ...loader(client),
      async onManifest(manifest) {
        await migrations.upTo(manifest.migrations.at(-1) ?? '');
        await emptySeeded(client, manifest.tables);
      },
    }),
  );
  await assertLoaded(client, backup.rows);
  const migrated = await migrations.latest();
  const sessionsEnded = keepsSessions ? 0 : await endSessions(client);
  await createAudit(client).append(entryOf(backup, sessionsEnded, await timeOf(client)));
  await analyze(client);
  return { backup, sessionsEnded, migrated };
};

const tell = (error: unknown): unknown => {
  if (error instanceof BackupError) return error;
  return new BackupError(`the backup was not restored, and nothing is changed: ${reasonOf(error)}`, {
    cause: error,
  });
};

/**
 * Puts a backup in the place of the directory in a database: the schema of its release is made anew, filled, and brought up to
 * date, all in one transaction, so that whatever ends it early leaves what was there. Nobody else may be at work meanwhile.
 * Throws a `BackupError` with nothing changed.
 */
export const restoreBackup = async (url: string, options: RestoreOptions): Promise<Restored> => {
  try {
    return await withMigrations(url, 'roster restore', (client, migrations) =>
      restoreIn(client, migrations, options),
    );
  } catch (error) {
    throw tell(error);
  }
};
