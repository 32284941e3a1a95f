/** The embedded Postgres cannot be used. The message is one line that says what is wrong and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** Another Roster server owns the data directory. The message is one line and names its process. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
}

/** True when `error` is a system error with one of `codes`, e.g. `ENOENT`. */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** The first line of whatever was thrown: messages go to a terminal, one line each. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n')[0] ?? '';
}

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'it belongs to another user; run as that user or choose another DATA_DIR',
  EPERM: 'it belongs to another user; run as that user or choose another DATA_DIR',
  EROFS: 'it is on a read-only file system; choose another DATA_DIR',
  ENOSPC: 'the disk is full; make room or choose another DATA_DIR',
  EDQUOT: 'the disk quota is used up; make room or choose another DATA_DIR',
  ENOTDIR: 'it is not a directory; choose another DATA_DIR',
  EEXIST: 'it is not a directory; choose another DATA_DIR',
};

/** Turns a system error met in the data directory into one clear line; passes every other error through. */
export function explain(error: unknown, dataDir: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const advice = ADVICE[String(error.code)];
  if (advice === undefined) return error;
  return new EmbeddedPostgresError(`DATA_DIR ${dataDir} cannot be used: ${advice} (${firstLine(error)})`, {
    cause: error,
  });
}
