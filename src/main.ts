import { createLogger } from './adapters/logger';
import { announce } from './announce';
import { readConfig } from './config';
import { type RunningServer, startServer } from './server';

/** How often to look whether the process that started us is still there, in milliseconds. */
const PARENT_CHECK_MS = 250;

/**
 * Calls back when the parent process is gone. A terminal's Ctrl-C reaches everybody, but SIGTERM to npm may end npm and
 * its shell and leave us behind: then nobody would ever stop us.
 */
const onParentGone = (callback: () => void): NodeJS.Timeout => {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) callback();
  }, PARENT_CHECK_MS).unref();
};

const stopOnSignals = (server: RunningServer): void => {
  let isStopping = false;
  const stop = async (why: string): Promise<void> => {
    // A second signal while the first is being obeyed means "now".
    if (isStopping) process.exit(1);
    isStopping = true;
    process.stderr.write(`\n${why}: finishing requests, then stopping.\n`);
    await server.stop();
    process.exit(0);
  };
  const stopOrFail = (why: string): void => {
    stop(why).catch((error: Error) => {
      process.stderr.write(`The stop failed: ${error.message}\n`);
      process.exit(1);
    });
  };
  process.on('SIGINT', () => stopOrFail('Ctrl-C'));
  process.on('SIGTERM', () => stopOrFail('Asked to stop'));
  process.on('SIGHUP', () => stopOrFail('The terminal is gone'));
  if (process.env['npm_lifecycle_event']) {
    const timer = onParentGone(() => {
      clearInterval(timer);
      stopOrFail('npm is gone');
    });
  }
};

/** Runs a server until it is told to stop. Throws an error whose message is one line when it cannot start. */
export const serve = async (): Promise<void> => {
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, isPretty: process.stdout.isTTY === true });
  if (config.redisUrl)
    logger.warn('REDIS_URL is not used yet: limits by the minute are counted in each process');
  const server = await startServer(config, logger);
  stopOnSignals(server);
  announce(server, config);
};
