import { isCurrent } from '../db/migrate';
import { DIALECTS } from '../routes/table';
import { hearAccessChanges } from './access-changes';
import type { Logger } from './adapters/logger';
import { ensureAdminToken } from './admin-token';
import { createApp } from './app';
import { appPartsOf } from './app-parts';
import { type Config, ConfigError } from './config';
import { bringUpToDate } from './database';
import { ensureAdministrator, type FirstAdministrator } from './first-administrator';
import { startHousekeeping } from './housekeeping';
import { type ServerParts, type Stop, startParts } from './server-parts';
import { createStopping, type Stopping } from './stopping';
import { createTables } from './tables';

/** A server that is ready. */
export interface RunningServer {
  readonly address: string;
  /** Where its database is; a secret, since it holds the password. */
  readonly databaseUrl: string;
  /** The administrator that was made at this start, if one was. */
  readonly made: FirstAdministrator | null;
  /**
   * Says that it is not ready any more, goes on serving for the delay of the settings, then ends everything in order:
   * requests, what they left to write, connections, the database.
   */
  stop(): Promise<void>;
  /** Breaks the requests that a stop still waits for, and ends its delay. */
  breakRequests(): void;
}

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

/** Throws a `ConfigError` or a `TableError` where the route table of these settings cannot be served. */
const assertServable = (config: Config): void => {
  assertKnownDialects(config);
  createTables(config).served();
};

/** Carries out every stop in the order given, whatever the others do, then throws the first failure if there was one. */
const stopAll = async (stops: readonly Stop[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const stop of stops) await stop().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};

const serveOn = (parts: ServerParts, config: Config, logger: Logger, stopping: Stopping): void => {
  const { http, wiring, pool, tracer } = parts;
  const surroundings = {
    isReady: () => isCurrent(pool),
    logger,
    isStopping: stopping.hasBegun,
    ...(tracer && { tracer }),
  };
  http.serveWith(createApp(appPartsOf(wiring, config, surroundings)));
};

/**
 * Starts a server: database, port, schema, first administrator, requests, in this order, so that nothing is made on a
 * machine where the port is taken. Throws an error whose message is one line when a step cannot be done; what had been
 * started is stopped then.
 */
export const startServer = async (config: Config, logger: Logger): Promise<RunningServer> => {
  assertServable(config);
  const stops: Stop[] = [];
  const stopping = createStopping();
  const stopParts = (): Promise<void> => stopAll(stops.splice(0).reverse());
  try {
    const parts = await startParts(config, logger, stops);
    const { database, wiring, http } = parts;
    const migrated = await bringUpToDate(database.directUrl);
    if (migrated.length > 0)
      logger.info({ migrations: migrated }, 'the database schema was brought up to date');
    const made = await ensureAdministrator(wiring, config);
    if (config.admin.token !== null) await ensureAdminToken(wiring, config.admin.token);
    const housekeeping = startHousekeeping(wiring.needs, logger);
    stops.push(() => housekeeping.stop());
    const listener = hearAccessChanges(database.directUrl, wiring.verdicts, logger);
    stops.push(() => listener.stop());
    await listener.present;
    serveOn(parts, config, logger, stopping);
    return {
      address: addressOf(config.host, http.port),
      databaseUrl: database.url,
      made,
      async stop() {
        http.endConnections();
        await stopping.begin(config.stopDelayMs);
        await stopParts();
      },
      breakRequests() {
        stopping.hurry();
        http.breakRequests();
      },
    };
  } catch (error) {
    await stopParts().catch(() => undefined);
    throw error;
  }
};
