import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { readBackup } from '../../db/backup/read-backup';
import { type Restored, type RestoreOptions, restoreBackup } from '../../db/backup/restore-backup';
import { backupText } from '../../db/backup/write-backup';
import { toInstant } from '../../src/domain/instant';
import { temporaryDirectory } from '../support/roster-process';

/** Runs statements on one connection of their own. */
const onConnection = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const TABLES = `
  select relname as one from pg_class
  where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'migrations%' order by 1`;

/** All that a schema is, one line each. */
const OBJECTS = [
  `select table_name || '.' || column_name || ' ' || data_type || ' ' || ordinal_position as one
   from information_schema.columns where table_schema = current_schema()`,
  'select indexdef as one from pg_indexes where schemaname = current_schema()',
  'select pg_get_triggerdef(oid) as one from pg_trigger where not tgisinternal',
  "select conname || ' ' || pg_get_constraintdef(oid) as one from pg_constraint where connamespace = current_schema()::regnamespace",
  "select 'function ' || proname as one from pg_proc where pronamespace = current_schema()::regnamespace",
  "select 'migration ' || name as one from migrations",
];

/** The names of all tables with data in them, by the database's own word. */
export const tableNames = (url: string): Promise<string[]> =>
  onConnection(url, async (client) => (await client.query(TABLES)).rows.map(({ one }) => one as string));

/** Every column of every row of every table, and where the numbers go on; under the name of its table. */
export const contentOf = (url: string): Promise<Record<string, string[]>> =>
  onConnection(url, async (client) => {
    const content: Record<string, string[]> = {};
    for (const { one: table } of (await client.query(TABLES)).rows) {
      const { rows } = await client.query(
        `select row_to_json(t)::text as one from ${table} t order by row_to_json(t)::text collate "C"`,
      );
      content[table] = rows.map(({ one }) => one as string);
    }
    const { rows: numbers } = await client.query(
      'select sequencename as name, last_value as last from pg_sequences where schemaname = current_schema() order by 1',
    );
    content['numbers'] = numbers
      .filter(({ name }) => !name.startsWith('migrations'))
      .map(({ name, last }) => `${name} ${last}`);
    return content;
  });

/** Tables, columns, indexes, triggers, constraints and migrations. */
export const schemaOf = (url: string): Promise<string[]> =>
  onConnection(url, async (client) => {
    const lines: string[] = [];
    for (const text of OBJECTS)
      lines.push(...(await client.query(`${text} order by 1`)).rows.map(({ one }) => one as string));
    return lines;
  });

/** Content and schema, to be compared with what is there later. */
export const everythingIn = async (url: string) => ({
  content: await contentOf(url),
  schema: await schemaOf(url),
});

/** What a restore leaves of its own: its entry in the audit trail. */
export const withoutItsEntry = (content: Record<string, string[]>): Record<string, string[]> => ({
  ...content,
  audit_entries: (content['audit_entries'] ?? []).filter((row) => !row.includes('"directory.restore"')),
  numbers: (content['numbers'] ?? []).filter((line) => !line.startsWith('audit_entries')),
});

/** A backup of a database in a file that is not compressed. */
export const saveBackup = async (url: string): Promise<string> => {
  const path = join(temporaryDirectory(), 'backup.sql');
  await pipeline(Readable.from(backupText(url, '0.0.0')), createWriteStream(path));
  return path;
};

/** The text of a backup, compressed or not. */
export const textOf = (path: string): string => {
  const bytes = readFileSync(path);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** Restores without a command, sessions kept. */
export const loadBackup = (
  url: string,
  path: string,
  options: Partial<RestoreOptions> = {},
): Promise<Restored> =>
  restoreBackup(url, {
    read: (consume) => consume(createReadStream(path)),
    replaces: false,
    keepsSessions: true,
    entryOf: () => ({
      at: toInstant(new Date()),
      action: 'directory.restore',
      result: 'done',
      actorId: null,
      actor: 'test',
      tokenId: null,
      targetType: null,
      targetId: null,
      dialect: 'machine',
      binding: 'test',
      ip: 'local',
      requestId: 'local',
      details: {},
    }),
    ...options,
  });

/** As `loadBackup`, for the text itself. */
export const loadBytes = (url: string, bytes: Buffer): Promise<Restored> =>
  loadBackup(url, '', { read: (consume) => consume(Readable.from([bytes])) });

/** Reads bytes as a backup. */
export const readBytes = (bytes: Uint8Array): ReturnType<typeof readBackup> =>
  readBackup(Readable.from([Buffer.from(bytes)]));
