import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isCurrent } from '../../db/migrate';
import { createPool } from '../../db/pool';
import { createTable, DIALECTS } from '../../routes/table';
import { createLogger } from '../../src/adapters/logger';
import { createApp } from '../../src/app';
import type { Clock } from '../../src/domain/ports';
import { wire } from '../../src/wiring';
import { declareAnswers, forgetAnswers } from './declared-answers';
import type { TestServer } from './test-server';

/** A second process's worth of server over the database of a first one: a replica, or the same one after a restart. */
export interface AnotherServer {
  readonly url: string;
  /** Stops in order: what was leased and not used goes back. */
  stop(): Promise<void>;
  /** Ends as a killed process does: nothing is given back. */
  kill(): Promise<void>;
}

const SILENT = createLogger({ level: 'silent', isPretty: false, destination: { write: () => undefined } });

/** Starts a server with the settings of another over the same database, with nothing else in common. */
export const startAnotherServer = async (
  { config, database }: TestServer,
  clock?: Clock,
): Promise<AnotherServer> => {
  const pool = createPool({ url: database.url, max: 5, onIdleError: () => undefined });
  const { controllers, authenticator, limiter } = wire(pool, config, SILENT, clock);
  const table = createTable(DIALECTS);
  const app = createApp({
    table,
    controllers,
    authenticator,
    limiter,
    isReady: () => isCurrent(pool),
    logger: SILENT,
    corsOrigins: config.corsOrigins,
    trustProxy: config.trustProxy,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  declareAnswers(url, table);
  const kill = async (): Promise<void> => {
    forgetAnswers(url);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await authenticator.settle();
    await pool.end();
  };
  return {
    url,
    kill,
    async stop() {
      await limiter.close();
      await kill();
    },
  };
};
