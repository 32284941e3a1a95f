import { createLogger, flushLog, type Logger } from './adapters/logger';
import { announce } from './announce';
import { readConfig } from './config';
import { onStopRequest } from './on-stop-request';
import { type RunningServer, startServer } from './server';

const tell = (line: string): void => {
  process.stderr.write(`\n${line}\n`);
};

const stopAndExit = async (starting: Promise<RunningServer>, logger: Logger): Promise<void> => {
  // A start that fails is reported by whoever asked for it, and has stopped what it had started.
  const server = await starting.catch(() => null);
  if (!server) return;
  try {
    await server.stop();
    await flushLog(logger);
    process.exit(0);
  } catch (error) {
    tell(`The stop failed: ${(error as Error).message}`);
    process.exit(1);
  }
};

// In order of impatience. A stop that comes during the start waits for its end: half a start leaves a database behind.
const obey = (starting: Promise<RunningServer>, logger: Logger): void => {
  onStopRequest([
    (why) => {
      tell(`${why}: finishing requests, then stopping.`);
      void stopAndExit(starting, logger);
    },
    (why) => {
      tell(`${why}: breaking requests, then stopping.`);
      starting.then((server) => server.breakRequests()).catch(() => undefined);
    },
    () => process.exit(1),
  ]);
};

/** Runs a server until it is told to stop. Throws an error whose message is one line when it cannot start. */
export const serve = async (): Promise<void> => {
  // Who listened may be gone, a closed terminal for one; the stop must come to its end all the same.
  process.stderr.on('error', () => undefined);
  const config = readConfig();
  const logger = createLogger({ level: config.logLevel, isPretty: process.stdout.isTTY === true });
  const starting = startServer(config, logger);
  obey(starting, logger);
  const server = await starting;
  // What was logged on the way stands before the announcement, for whoever reads both.
  await flushLog(logger);
  announce(server, config);
};
