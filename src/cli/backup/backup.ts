import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { backupText, type Written } from '../../../db/backup/write-backup';
import { readConfig } from '../../config';
import { openDatabase } from '../../database';
import { readVersion } from '../../version';
import { CommandError } from '../command-error';
import { assertMade } from '../embedded-database';
import { note, say } from '../output';
import { teach } from '../teach';
import { writeToFile, writeToOutput } from './backup-file';
import { summaryOf } from './summary';

interface Options {
  readonly out?: string;
  readonly force?: boolean;
}

const KEEP_IT =
  'It holds password hashes and all that the directory knows of people: keep it where nobody else reads.';

/** Such as `roster-20300131T120000Z.sql.gz`: names in the order of time. */
const nameAt = (time: Date): string =>
  `roster-${time.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}.sql.gz`;

/** The file that is meant: in a folder, one named by the time. */
const fileAt = (out: string): string =>
  statSync(out, { throwIfNoEntry: false })?.isDirectory() ? join(out, nameAt(new Date())) : out;

const write = async (url: string, { out = '.', force = false }: Options): Promise<void> => {
  const written: Written = { rows: {} };
  const text = backupText(url, readVersion(), written);
  if (out === '-') {
    await writeToOutput(text);
    return note(`${summaryOf(written.rows)}. ${KEEP_IT}`);
  }
  const file = fileAt(out);
  await writeToFile(file, force, text);
  return say(`${file}: ${summaryOf(written.rows)}.\n${KEEP_IT}`);
};

const run = async (options: Options): Promise<void> => {
  if (options.out === '-' && process.stdout.isTTY)
    throw new CommandError('a backup is nothing for a terminal: name a file, or send it into a pipe');
  const config = readConfig();
  assertMade(config);
  const database = await openDatabase(config, 'command');
  try {
    await write(database.directUrl, options);
  } finally {
    await database.stop();
  }
};

/** `roster backup` */
export const backupCommand = (): Command =>
  teach(
    new Command('backup')
      .description('write the whole directory into one file, while servers go on')
      .option(
        '--out <file>',
        'a file, or a folder for roster-<time>.sql.gz in it (default: here); - for standard output',
      )
      .option('--force', 'replace the file where it is there already')
      .addHelpText(
        'after',
        `
The file is compressed SQL: one snapshot of every table, with a checksum, which \`roster restore\` reads and
psql can load. It holds password hashes and the digests of tokens, so that only its owner can read it
(mode 0600). DATA_DIR/jwt-secret and .env are not in it. docs/backup.md tells what else to keep.`,
      )
      .action(run),
    {
      examples: [
        ['roster backup', 'such as roster-20300131T120000Z.sql.gz, in the current folder'],
        ['roster backup --out /var/backups/roster', 'the same in that folder'],
        [
          'roster backup --out /var/backups/roster.sql.gz --force',
          'always the same file, replaced once the new one is whole',
        ],
        ['roster backup --out - | age -r age1... > roster.sql.gz.age', 'through a pipe, here to encrypt it'],
      ],
      needs:
        'the database: that of DATABASE_URL, also a standby, else the embedded one in DATA_DIR. A running server is no hindrance and goes on meanwhile. Without one the embedded database runs for as long as the command takes. The schema is left as it is.',
    },
  );
