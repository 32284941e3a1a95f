import pino from 'pino';
import pretty from 'pino-pretty';

export type Logger = pino.Logger;

export interface LoggerOptions {
  readonly level: string;
  /** One JSON line each, or something for eyes. */
  readonly isPretty: boolean;
  /** Where lines go; standard output unless a test says otherwise. */
  readonly destination?: pino.DestinationStream;
}

/** Keys that never reach a log, wherever they stand up to two levels deep: a second line of defence. */
const SECRETS = [
  'password',
  'token',
  'secret',
  'authorization',
  'refresh_token',
  'access_token',
  'currentPassword',
  'newPassword',
];

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * What of an error is written. Nothing that a library hangs on it: pg's has the whole connection with its cancel key, and
 * the row that broke a constraint.
 */
const describeError = (error: unknown): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' && { code }),
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
};

const REDACTED = SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Lines that wait for a standard output that does not take them, in bytes; what comes beyond is dropped. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

/** Lines are written when they fill a block, and at least so often (milliseconds): a write for each was a tenth of a request. */
const IN_BLOCKS = { minLength: 8192, periodicFlush: 100 } as const;

/** How often a reader that takes nothing is waited for at the end, 100 ms each. */
const LAST_TRIES = 5;

/**
 * Standard output. A full disk, a closed terminal or a reader that has stalled costs lines, never the process: what could
 * not be written is tried again with the next line. sonic-boom's own flush at the exit tries a write that fails for ever;
 * ours writes block by block for as long as blocks are taken.
 */
const openOutput = (sync: boolean): pino.DestinationStream => {
  let tries = Number.POSITIVE_INFINITY;
  let isFailing = false;
  let taken = 0;
  const output = pino.destination({
    dest: 1,
    sync,
    maxLength: MOST_WAITING_BYTES,
    retryEAGAIN: () => {
      tries -= 1;
      return tries > 0;
    },
    ...(!sync && IN_BLOCKS),
  });
  output.on('error', () => {
    isFailing = true;
  });
  output.on('write', (bytes: number) => {
    isFailing = false;
    taken = bytes;
  });
  // Where a block is on its way still, nothing is written, and what waits behind it is lost.
  output.flushSync = () => {
    if (isFailing) return;
    tries = LAST_TRIES;
    Object.assign(output, { sync: true });
    do {
      taken = 0;
      output.flush();
    } while (taken > 0 && !isFailing);
    Object.assign(output, { sync });
    tries = Number.POSITIVE_INFINITY;
  };
  return output;
};

const PRETTY = {
  ignore: 'requestId',
  translateTime: 'SYS:HH:MM:ss',
  messageKey: 'msg',
  singleLine: true,
} as const;

/** How long the end of a process waits for its last lines, in milliseconds. */
const LAST_LINES_MS = 1000;

/** Writes what waits, while there is an event loop to do it. Resolves when it is written, cannot be, or takes too long. */
export const flushLog = (logger: Logger): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, LAST_LINES_MS).unref();
    logger.flush(() => resolve());
  });

/** The process's log. Pretty lines are written synchronously, since a terminal reads them; JSON goes in the background. */
export const createLogger = ({ level, isPretty, destination }: LoggerOptions): Logger => {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[redacted]' },
  };
  if (destination) return pino(options, destination);
  return pino(options, isPretty ? pretty({ ...PRETTY, destination: openOutput(true) }) : openOutput(false));
};
