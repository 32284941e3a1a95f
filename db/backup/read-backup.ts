import { type Cursor, createCursor } from './cursor';
import { BackupError } from './errors';
import { linesIn } from './lines';
import {
  EPILOGUE,
  lastLine,
  type Manifest,
  prologue,
  type RowCounts,
  readCopyLine,
  readFirstLine,
  readSequenceLine,
  type Sequence,
} from './script';

/** Who takes what a backup holds, in its order. */
export interface BackupReader {
  readonly onManifest?: (manifest: Manifest) => Promise<void>;
  /** Must read the rows to their end. */
  readonly onTable?: (
    table: string,
    columns: readonly string[],
    rows: AsyncIterable<Buffer>,
  ) => Promise<void>;
  readonly onSequence?: (sequence: Sequence) => Promise<void>;
}

/** A backup that is whole. */
export interface Backup {
  readonly manifest: Manifest;
  readonly rows: RowCounts;
}

const damaged = (): BackupError =>
  new BackupError('the backup is damaged: its checksum is not that of its text');

const readLines = async (cursor: Cursor, lines: readonly string[]): Promise<void> => {
  for (const line of lines) if ((await cursor.line()) !== line) throw damaged();
};

const readToTheEnd: NonNullable<BackupReader['onTable']> = async (_table, _columns, rows) => {
  for await (const _piece of rows);
};

const readTable = async (
  cursor: Cursor,
  table: string,
  onTable: NonNullable<BackupReader['onTable']>,
): Promise<number> => {
  const columns = readCopyLine(await cursor.line(), table);
  if (columns === null) throw damaged();
  let count = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of cursor.rows()) {
      count += linesIn(piece);
      yield piece;
    }
  };
  await onTable(table, columns, counted());
  return count;
};

const readSequences = async (cursor: Cursor, onSequence: BackupReader['onSequence']): Promise<void> => {
  for (;;) {
    const line = await cursor.line();
    if (line === EPILOGUE) return;
    const sequence = readSequenceLine(line);
    if (sequence === null) throw damaged();
    await onSequence?.(sequence);
  }
};

/**
 * Reads the text of a backup to its end and hands on what it holds as it comes; only when this returns is it known to be
 * whole. Throws a `BackupError` for one that is cut off, damaged, of a newer release, or none at all.
 */
export const readBackup = async (
  text: AsyncIterable<Buffer>,
  { onManifest, onTable = readToTheEnd, onSequence }: BackupReader = {},
): Promise<Backup> => {
  const cursor = createCursor(text);
  const manifest = readFirstLine(await cursor.line());
  await onManifest?.(manifest);
  await readLines(cursor, prologue(manifest.tables));
  const rows: Record<string, number> = {};
  for (const table of manifest.tables) rows[table] = await readTable(cursor, table, onTable);
  await readSequences(cursor, onSequence);
  const expected = lastLine(rows, cursor.digest());
  if ((await cursor.line()) !== expected) throw damaged();
  await cursor.end();
  return { manifest, rows };
};
