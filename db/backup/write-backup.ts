import { createHash } from 'node:crypto';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { compareMigrations } from '../inspect';
import { BackupError, reasonOf } from './errors';
import { linesIn } from './lines';
import {
  copyLine,
  END_OF_ROWS,
  EPILOGUE,
  firstLine,
  lastLine,
  type Manifest,
  prologue,
  sequenceLine,
} from './script';
import { connect, cutOff, settle } from './session';
import { appliedMigrations, findTables, type Table } from './tables';

const assertComplete = (applied: readonly string[], tables: readonly Table[]): void => {
  if (applied.length === 0 || tables.length === 0)
    throw new BackupError('there is no directory in this database');
  const { unknown } = compareMigrations(applied);
  if (unknown.length > 0)
    throw new BackupError(
      `a newer release has made ${unknown.join(', ')} here: make the backup with that release`,
    );
};

/**
 * Opens the one snapshot that everything is read from. The tables are held first, so that no migration comes between: a
 * lock takes no snapshot, the first reading does.
 */
const openSnapshot = async (client: pg.Client): Promise<readonly Table[]> => {
  const names = (await findTables(client)).map(({ name }) => name);
  await client.query('begin isolation level repeatable read read only');
  await settle(client);
  if (names.length > 0) await client.query(`lock table ${names.join(', ')} in access share mode`);
  return findTables(client);
};

const describe = async (client: pg.Client, release: string): Promise<Omit<Manifest, 'format' | 'tables'>> => {
  const { rows } = await client.query<{ postgres: string; now: Date }>(
    "select current_setting('server_version') as postgres, clock_timestamp() as now",
  );
  const [state] = rows;
  if (!state) throw new Error('a select without a table answered without a row');
  const { postgres, now } = state;
  return {
    roster: release,
    postgres,
    takenAt: now.toISOString(),
    migrations: await appliedMigrations(client),
  };
};

// Read after the snapshot was taken: numbers only grow, so none in it is handed out again.
const sequenceOf = async (client: pg.Client, table: string, column: string): Promise<string> => {
  const { rows: named } = await client.query<{ name: string }>(
    'select pg_get_serial_sequence($1, $2) as name',
    [table, column],
  );
  const { rows } = await client.query<{ value: string; called: boolean }>(
    `select last_value as value, is_called as called from ${named[0]?.name}`,
  );
  return sequenceLine(table, column, rows[0]?.value ?? '1', rows[0]?.called === true);
};

const textOf = async function* (
  client: pg.Client,
  release: string,
  counts: Record<string, number>,
): AsyncGenerator<Buffer> {
  const line = (text: string): Buffer => Buffer.from(`${text}\n`);
  const tables = await openSnapshot(client);
  const description = await describe(client, release);
  assertComplete(description.migrations, tables);
  const names = tables.map(({ name }) => name);
  yield line(firstLine({ ...description, tables: names }));
  yield line(prologue(names).join('\n'));
  for (const { name, columns } of tables) {
    const copy = copyLine(name, columns);
    yield line(copy);
    let rows = 0;
    for await (const chunk of client.query(copyTo(copy.replace('from stdin;', 'to stdout')))) {
      rows += linesIn(chunk as Buffer);
      yield chunk as Buffer;
    }
    counts[name] = rows;
    yield line(END_OF_ROWS);
  }
  for (const { name, identity } of tables)
    if (identity !== null) yield line(await sequenceOf(client, name, identity));
  yield line(EPILOGUE);
};

/** What was written, once it is. */
export interface Written {
  readonly rows: Record<string, number>;
}

/**
 * The text of a backup of the directory in a database: one snapshot of it, while others go on working, in pieces whose
 * size does not grow with the directory. What a standby holds can be read as well. Counts rows into `written`. Throws a `BackupError`.
 */
export const backupText = async function* (
  url: string,
  release: string,
  written: Written = { rows: {} },
): AsyncGenerator<Buffer> {
  const client = await connect(url, 'roster backup');
  const digest = createHash('sha256');
  let isOver = false;
  try {
    for await (const chunk of textOf(client, release, written.rows)) {
      digest.update(chunk);
      yield chunk;
    }
    yield Buffer.from(`${lastLine(written.rows, digest.digest('hex'))}\n`);
    isOver = true;
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`the database could not be read: ${reasonOf(error)}`, { cause: error });
  } finally {
    if (isOver) await client.end();
    else cutOff(client);
  }
};
