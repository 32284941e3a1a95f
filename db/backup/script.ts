import { MIGRATIONS } from '../migrations';
import { BackupError } from './errors';
import { seededOf, TABLES } from './tables';

/**
 * The text of a backup: a script that `psql` can load, of which `roster restore` runs nothing and reads the rows alone. Both
 * directions stand side by side, line by line.
 */
const FORMAT = 1;

/** What the first line says of a backup. */
export interface Manifest {
  readonly format: number;
  /** The release that made it. */
  readonly roster: string;
  /** The Postgres that it was made of. */
  readonly postgres: string;
  /** When its snapshot was taken, by the database's clock, RFC 3339. */
  readonly takenAt: string;
  readonly migrations: readonly string[];
  /** In the order in which they follow. */
  readonly tables: readonly string[];
}

/** How many rows each table has. */
export type RowCounts = Readonly<Record<string, number>>;

const BEGINNING = '-- roster backup ';
const END = '-- end of roster backup ';
/** The end of a table's rows. */
export const END_OF_ROWS = '\\.';

/** What stands between the first line and the first of these tables. */
export const prologue = (tables: readonly string[]): readonly string[] => [
  '-- `roster restore` reads this file. psql can load it as well, into a migrated database that nobody has used yet.',
  '\\set ON_ERROR_STOP on',
  'begin;',
  "set local client_encoding = 'UTF8';",
  ...seededOf(tables).map((table) => `delete from ${table};`),
];
export const EPILOGUE = 'commit;';

export const firstLine = (manifest: Omit<Manifest, 'format'>): string =>
  BEGINNING + JSON.stringify({ format: FORMAT, ...manifest });

export const lastLine = (rows: RowCounts, sha256: string): string => END + JSON.stringify({ rows, sha256 });

const quoted = (name: string): string => `"${name}"`;

export const copyLine = (table: string, columns: readonly string[]): string =>
  `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin;`;

export const sequenceLine = (table: string, column: string, value: string, isCalled: boolean): string =>
  `select setval(pg_get_serial_sequence('${table}', '${column}'), ${value}, ${isCalled});`;

const isListOfText = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isManifest = (value: unknown): value is Manifest => {
  if (typeof value !== 'object' || value === null) return false;
  const { format, roster, postgres, takenAt, migrations, tables } = value as Record<string, unknown>;
  return (
    Number.isInteger(format) &&
    [roster, postgres, takenAt].every((one) => typeof one === 'string') &&
    isListOfText(migrations) &&
    migrations.length > 0 &&
    isListOfText(tables)
  );
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
};

// A later release may have changed any of these, and says so by the first.
const isOfNewerRelease = ({ format, migrations, tables }: Manifest): boolean =>
  format > FORMAT ||
  migrations.some((name, index) => name !== MIGRATIONS[index]?.[0]) ||
  tables.some((name) => !TABLES.includes(name));

/** Throws a `BackupError` where a file does not begin as backups do, or was made by a release with another schema. */
export const readFirstLine = (line: string): Manifest => {
  const manifest = line.startsWith(BEGINNING) ? parsed(line.slice(BEGINNING.length)) : null;
  if (!isManifest(manifest)) throw new BackupError('this is no backup that `roster backup` made');
  if (!isOfNewerRelease(manifest)) return manifest;
  const unknown = manifest.migrations.find((name, index) => name !== MIGRATIONS[index]?.[0]);
  throw new BackupError(
    `this backup was made by another release (${manifest.roster}${unknown ? `, with ${unknown}` : ''}): restore it with that release or a later one`,
  );
};

/** The columns that a table's rows have; null for any other line. */
export const readCopyLine = (line: string, table: string): readonly string[] | null => {
  const [, name, list = ''] =
    /^copy "([a-z_]+)" \(((?:"[a-z0-9_]+"(?:, )?)+)\) from stdin;$/.exec(line) ?? [];
  const columns = [...list.matchAll(/"([a-z0-9_]+)"/g)].map(([, column = '']) => column);
  return name === table && copyLine(table, columns) === line ? columns : null;
};

/** Where a table's numbers go on. */
export interface Sequence {
  readonly table: string;
  readonly column: string;
  readonly value: string;
  readonly isCalled: boolean;
}

/** Null for any other line. */
export const readSequenceLine = (line: string): Sequence | null => {
  const [, table, column, value, isCalled] =
    /^select setval\(pg_get_serial_sequence\('([a-z_]+)', '([a-z_]+)'\), ([0-9]{1,19}), (true|false)\);$/.exec(
      line,
    ) ?? [];
  if (table === undefined || column === undefined || value === undefined) return null;
  return { table, column, value, isCalled: isCalled === 'true' };
};
