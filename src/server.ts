import type { Pool } from 'pg';
import { isCurrent } from '../db/migrate';
import { createPool } from '../db/pool';
import { createTable, DIALECTS } from '../routes/table';
import type { Logger } from './adapters/logger';
import { ensureAdminToken } from './admin-token';
import { createApp } from './app';
import { type Config, ConfigError } from './config';
import { bringUpToDate, type Database, openDatabase } from './database';
import { ensureAdministrator, type FirstAdministrator } from './first-administrator';
import { startHousekeeping } from './housekeeping';
import { type HttpServer, startHttpServer } from './http/http-server';
import { type Wiring, wire } from './wiring';

/** A server that is ready. */
export interface RunningServer {
  readonly address: string;
  /** Where its database is; a secret, since it holds the password. */
  readonly databaseUrl: string;
  /** The administrator that was made at this start, if one was. */
  readonly made: FirstAdministrator | null;
  /** Ends everything in order: requests, what they left to write, connections, the database. */
  stop(): Promise<void>;
  /** Breaks the requests that a stop still waits for. */
  breakRequests(): void;
}

/** How long requests under way may take once the stop has begun, in milliseconds. */
const GRACE_MS = 10_000;

/** Where a server of these settings is asked from this machine. */
export const addressOf = (host: string, port: number): string => {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
};

/** Throws a `ConfigError` where the settings name a dialect that there is not. */
export const assertKnownDialects = ({ dialects }: Config): void => {
  const known = DIALECTS.map(({ name }) => name);
  const unknown = dialects?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new ConfigError(`DIALECTS names ${unknown.join(', ')}; there are ${known.join(', ')}`);
};

type Stop = () => Promise<unknown>;

/** Carries out every stop in the order given, whatever the others do, then throws the first failure if there was one. */
const stopAll = async (stops: readonly Stop[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const stop of stops) await stop().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};

const openPool = (database: Database, config: Config, logger: Logger): Pool =>
  createPool({
    url: database.url,
    max: config.database.poolMax,
    onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });

const serveOn = (http: HttpServer, wiring: Wiring, pool: Pool, config: Config, logger: Logger): void => {
  const { controllers, authenticator, limiter } = wiring;
  const app = createApp({
    table: createTable(DIALECTS, config.dialects ?? undefined),
    controllers,
    authenticator,
    limiter,
    isReady: () => isCurrent(pool),
    logger,
    corsOrigins: config.corsOrigins,
    trustProxy: config.trustProxy,
  });
  http.serveWith(app);
};

/** The parts that a server is made of, each with its stop noted as soon as there is something to stop. */
const startParts = async (config: Config, logger: Logger, stops: Stop[]) => {
  const database = await openDatabase(config, 'server', {
    onLog: (line) => logger.debug({ postgres: line }, 'embedded Postgres'),
    onUnexpectedExit: (line) => logger.error({ postgres: line }, 'embedded Postgres'),
  });
  stops.push(() => database.stop());
  const pool = openPool(database, config, logger);
  const wiring = wire(pool, config, logger);
  stops.push(
    () => pool.end(),
    () => wiring.limiter.close(),
    () => wiring.authenticator.settle(),
    () => wiring.codeOutbox.settle(),
  );
  const http = await startHttpServer(config.host, config.port);
  stops.push(() => http.stop(GRACE_MS));
  return { database, pool, wiring, http };
};

/**
 * Starts a server: database, port, schema, first administrator, requests, in this order, so that nothing is made on a
 * machine where the port is taken. Throws an error whose message is one line when a step cannot be done; what had been
 * started is stopped then.
 */
export const startServer = async (config: Config, logger: Logger): Promise<RunningServer> => {
  assertKnownDialects(config);
  const stops: Stop[] = [];
  const stop = (): Promise<void> => stopAll(stops.splice(0).reverse());
  try {
    const { database, pool, wiring, http } = await startParts(config, logger, stops);
    const migrated = await bringUpToDate(database.url);
    if (migrated.length > 0)
      logger.info({ migrations: migrated }, 'the database schema was brought up to date');
    const made = await ensureAdministrator(wiring, config);
    if (config.admin.token !== null) await ensureAdminToken(wiring, config.admin.token);
    const housekeeping = startHousekeeping(wiring.needs, logger);
    stops.push(() => housekeeping.stop());
    serveOn(http, wiring, pool, config, logger);
    return {
      address: addressOf(config.host, http.port),
      databaseUrl: database.url,
      made,
      stop,
      breakRequests: () => http.breakRequests(),
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
};
