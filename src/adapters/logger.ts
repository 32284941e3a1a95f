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

const REDACTED = SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** The process's log. Pretty lines are written synchronously, since a terminal reads them; JSON goes in the background. */
export const createLogger = ({ level, isPretty, destination }: LoggerOptions): Logger => {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: REDACTED, censor: '[redacted]' },
  };
  if (destination) return pino(options, destination);
  if (isPretty) {
    return pino(
      options,
      pretty({
        sync: true,
        ignore: 'requestId',
        translateTime: 'SYS:HH:MM:ss',
        messageKey: 'msg',
        singleLine: true,
      }),
    );
  }
  return pino(options, pino.destination({ dest: 1, sync: false }));
};
