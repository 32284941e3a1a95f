import { Command } from 'commander';
import { type Backup, readBackup } from '../../../db/backup/read-backup';
import { type Restored, restoreBackup } from '../../../db/backup/restore-backup';
import { readConfig } from '../../config';
import { openDatabase } from '../../database';
import type { NewAuditEntry } from '../../domain/audit';
import { toInstant } from '../../domain/instant';
import { MACHINE } from '../../domain/principal';
import { machineContext } from '../../first-administrator';
import { say } from '../output';
import { teach } from '../teach';
import { type BackupSource, openBackup } from './backup-source';
import { summaryOf } from './summary';

interface Options {
  readonly replace?: boolean;
  readonly keepSessions?: boolean;
  readonly check?: true;
}

const describe = ({ manifest, rows }: Backup): string =>
  `the directory of ${manifest.takenAt} (roster ${manifest.roster}): ${summaryOf(rows)}`;

const entryOf = ({ manifest, rows }: Backup, sessionsEnded: number, at: Date): NewAuditEntry => {
  const { dialect, binding, ip, requestId } = machineContext('roster restore').origin;
  return {
    at: toInstant(at),
    action: 'directory.restore',
    result: 'done',
    actorId: null,
    actor: MACHINE.username,
    tokenId: null,
    targetType: null,
    targetId: null,
    dialect,
    binding,
    ip,
    requestId,
    details: { takenAt: manifest.takenAt, users: rows['users'] ?? 0, sessionsEnded },
  };
};

const report = ({ backup, migrated, sessionsEnded }: Restored, keepsSessions: boolean): string =>
  [
    `Restored ${describe(backup)}.`,
    ...(migrated.length > 0 ? [`Its schema was brought up to date: ${migrated.join(', ')}.`] : []),
    keepsSessions
      ? 'Sessions that were open then are open again.'
      : `Sessions are ended (${sessionsEnded}): everybody signs in anew.`,
    'LOOK: whatever was revoked, suspended, locked, demoted, deleted or changed since then is as it was before. An API token',
    'revoked since is good again, and so is an old password: see `roster tokens list`, `roster users list`.',
  ].join('\n');

const restore = async (source: BackupSource, { replace = false, keepSessions = false }: Options) => {
  const config = readConfig();
  const database = await openDatabase(config, 'command');
  try {
    const restored = await restoreBackup(database.directUrl, {
      read: source.read,
      replaces: replace,
      keepsSessions: keepSessions,
      entryOf,
    });
    // It is done: whoever asks us to stop now is not to be told that it failed.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
    await say(report(restored, keepSessions));
  } finally {
    await database.stop();
  }
};

const run = async (path: string, options: Options): Promise<void> => {
  const source = await openBackup(path);
  try {
    // All of it, before anything is touched: the database may not even be there yet.
    const backup = await source.read((text) => readBackup(text));
    if (options.check) await say(`The backup is whole: ${describe(backup)}.`);
    else await restore(source, options);
  } finally {
    await source.close();
  }
};

/** `roster restore` */
export const restoreCommand = (): Command =>
  teach(
    new Command('restore')
      .description('put a backup of `roster backup` in the place of the directory')
      .argument('<file>', 'the backup; - for standard input')
      .option('--replace', 'where there is a directory already: ALL OF IT IS LOST, for what the backup holds')
      .option('--keep-sessions', 'leave open the sessions that were open then, for a planned move')
      .option('--check', 'only see whether the backup is whole; needs no database and changes nothing')
      .addHelpText(
        'after',
        `
The whole file is read and checked first. Then everything happens in one transaction: whatever ends it
early leaves what was there. A backup of an older release is brought up to date.

What was revoked, suspended or changed after the backup is as it was before it. Sessions are ended, since
one that was signed out since would be good again. API TOKENS REVOKED SINCE ARE GOOD AGAIN: revoke them
once more. docs/backup.md tells the rest.`,
      )
      .action(run),
    {
      examples: [
        [
          'roster restore roster-20300131T120000Z.sql.gz',
          'into an empty directory, which is made if need be',
        ],
        ['roster restore backup.sql.gz --replace', 'in the place of the directory that is there'],
        ['roster restore backup.sql.gz --check', 'is the file whole?'],
        ['DATA_DIR=.trial roster restore backup.sql.gz', 'does it restore? beside the real one'],
        ['age -d roster.sql.gz.age | roster restore -', 'through a pipe'],
      ],
      needs:
        'the database: that of DATABASE_URL, else the embedded one in DATA_DIR, which is made where it is not there. No server or command may be at work on it: stop them first. A server that starts meanwhile waits.',
    },
  );
