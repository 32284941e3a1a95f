import { BackupError } from '../../db/backup/errors';
import { DataDirectoryInUse, EmbeddedPostgresError } from '../../db/embedded/errors';
import { DatabaseError } from '../../db/usable-database';
import { TableError } from '../../routes/check';
import { ConfigError } from '../config';
import { ListenError } from '../http/http-server';
import { CommandError } from './command-error';

/** Errors whose message is meant for the person at the keyboard; any other is a fault of ours and shows its origin. */
const EXPECTED = [
  BackupError,
  CommandError,
  ConfigError,
  DatabaseError,
  DataDirectoryInUse,
  EmbeddedPostgresError,
  ListenError,
  TableError,
];

/** Whether an error's message says what is wrong and is enough. */
export const isExpected = (error: unknown): error is Error => EXPECTED.some((kind) => error instanceof kind);

/** Whether nobody reads any more: whoever read has heard enough, as `head` has. */
export const isClosedOutput = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'EPIPE';

/** What is told of a failed command; null where nobody is left to be told. */
export const explainFailure = (error: unknown): string | null => {
  if (isExpected(error)) return `roster: ${error.message}`;
  if (isClosedOutput(error)) return null;
  return `roster: an unexpected failure\n${error instanceof Error ? error.stack : String(error)}`;
};
