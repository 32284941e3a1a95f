/** The embedded Postgres cannot be used. The message is one line that says what is wrong and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** Another Roster server owns the data directory. The message is one line and names its process. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
}

// By shape, not by class: an error of Node's own may come from another realm (a test runner's sandbox, say).
function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** True when `error` has one of `codes`: a system error's such as `ENOENT`, or a SQLSTATE. */
export function isSystemError(error: unknown, ...codes: string[]): boolean {
  const code = codeOf(error);
  return code !== undefined && codes.includes(code);
}

/** The first line of whatever was thrown: messages go to a terminal, one line each. */
export function firstLine(error: unknown): string {
  const text = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(text).trim().split('\n')[0] ?? '';
}

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'it belongs to another user; run as that user or choose another DATA_DIR',
  EPERM: 'it belongs to another user; run as that user or choose another DATA_DIR',
  EROFS: 'it is on a read-only file system; choose another DATA_DIR',
  ENOSPC: 'the disk is full; make room or choose another DATA_DIR',
  EDQUOT: 'the disk quota is used up; make room or choose another DATA_DIR',
  ENOENT: 'it cannot be made there; choose another DATA_DIR',
  ENOTDIR: 'it is not a directory; choose another DATA_DIR',
  EEXIST: 'it is not a directory; choose another DATA_DIR',
};

/** Turns a system error met in the data directory into one clear line; passes every other error through. */
export function explain(error: unknown, dataDir: string): unknown {
  const advice = ADVICE[codeOf(error) ?? ''];
  if (advice === undefined) return error;
  return new EmbeddedPostgresError(`DATA_DIR ${dataDir} cannot be used: ${advice} (${firstLine(error)})`, {
    cause: error,
  });
}
