import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BackupError } from './errors';
import type { BackupReader } from './read-backup';
import { copyLine, type RowCounts } from './script';
import { seededOf } from './tables';

/** Takes away what migrations have put into these tables: a backup holds it as well. */
export const emptySeeded = async (client: pg.ClientBase, tables: readonly string[]): Promise<void> => {
  for (const table of seededOf(tables)) await client.query(`delete from ${table}`);
};

/** Loads what a backup holds into empty tables of the same schema. */
export const loader = (client: pg.ClientBase): BackupReader => ({
  async onTable(table, columns, rows) {
    await pipeline(Readable.from(rows), client.query(copyFrom(copyLine(table, columns))));
  },
  async onSequence({ table, column, value, isCalled }) {
    await client.query('select setval(pg_get_serial_sequence($1, $2), $3::bigint, $4::boolean)', [
      table,
      column,
      value,
      isCalled,
    ]);
  },
});

/** Throws a `BackupError` where a table does not have as many rows as it should. */
export const assertLoaded = async (client: pg.ClientBase, expected: RowCounts): Promise<void> => {
  for (const [table, count] of Object.entries(expected)) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${table}`);
    if (Number(rows[0]?.count) !== count)
      throw new BackupError(`${table} has ${rows[0]?.count} rows after the restore and had ${count}`);
  }
};
