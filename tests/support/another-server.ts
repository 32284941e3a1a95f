import { isCurrent } from '../../db/migrate';
import { createPool } from '../../db/pool';
import { hearAccessChanges } from '../../src/access-changes';
import { createLogger } from '../../src/adapters/logger';
import { createApp } from '../../src/app';
import { appPartsOf } from '../../src/app-parts';
import type { Clock } from '../../src/domain/ports';
import { startHttpServer } from '../../src/http/http-server';
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
  const wiring = wire(pool, config, SILENT, clock);
  const { authenticator, limiter, usage } = wiring;
  const listener = hearAccessChanges(database.url, wiring.verdicts, SILENT);
  await listener.present;
  await limiter.open();
  const surroundings = { isReady: () => isCurrent(pool), logger: SILENT };
  const parts = appPartsOf(wiring, config, surroundings);
  const app = createApp(parts);
  const http = await startHttpServer('127.0.0.1', 0);
  http.serveWith(app);
  const url = `http://127.0.0.1:${http.port}`;
  declareAnswers(url, parts.table);
  const kill = async (): Promise<void> => {
    forgetAnswers(url);
    http.breakRequests();
    await http.stop(0);
    await authenticator.settle();
    await listener.stop();
    await pool.end();
    // Nothing is written any more: what was counted last is lost.
    await usage.close(0);
  };
  return {
    url,
    kill,
    async stop() {
      await limiter.close();
      await usage.close();
      await kill();
    },
  };
};
