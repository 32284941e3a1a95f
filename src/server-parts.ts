import type { Pool } from 'pg';
import { followDatabaseClock } from '../db/database-clock';
import { createPool } from '../db/pool';
import { tracePool } from '../db/trace-pool';
import type { Logger } from './adapters/logger';
import type { OtelTracer } from './adapters/otel/otel-tracer';
import { createTraceIds } from './adapters/trace-ids';
import { tellClockDifference } from './clock-difference';
import type { Config } from './config';
import { type Database, openDatabase } from './database';
import { type HttpServer, startHttpServer } from './http/http-server';
import { createMetricsApp } from './http/metrics-app';
import { startTracing } from './tracing';
import { type Wiring, wire } from './wiring';

/** Stops one part. */
export type Stop = () => Promise<unknown>;

/** What a server is made of. */
export interface ServerParts {
  readonly database: Database;
  readonly pool: Pool;
  readonly wiring: Wiring;
  /** Null where nothing is traced. */
  readonly tracer: OtelTracer | null;
  readonly http: HttpServer;
}

/** How long requests under way may take once the port is closed, in milliseconds. */
const GRACE_MS = 10_000;
/** The same for those who read the metrics on a port of its own. */
const METRICS_GRACE_MS = 1_000;

const openPool = (database: Database, config: Config, logger: Logger): Pool =>
  createPool({
    url: database.url,
    isPooled: database.isPooled,
    max: config.database.poolMax,
    onIdleError: (error) => logger.warn({ err: error }, 'an idle database connection broke'),
  });

const METRICS_SETTINGS = { host: 'METRICS_BIND', port: 'METRICS_BIND' };

/** Opens the port of the metrics where it has one of its own. */
const openMetricsPort = async ({ metrics }: Config, wiring: Wiring, logger: Logger, stops: Stop[]) => {
  if (!metrics.bind) return;
  const { host, port } = metrics.bind;
  const http = await startHttpServer(host, port, METRICS_SETTINGS);
  stops.push(() => http.stop(METRICS_GRACE_MS));
  const { authenticator, limiter, metrics: source } = wiring;
  const tracer = createTraceIds();
  http.serveWith(createMetricsApp({ source, token: metrics.token, authenticator, limiter, tracer, logger }));
  logger.info({ host, port: http.port }, 'metrics are served on a port of their own');
};

/**
 * Starts the parts of a server that must be there before anything is made, each with its stop noted as soon as there is
 * something to stop; they are to be stopped in reverse.
 */
export const startParts = async (config: Config, logger: Logger, stops: Stop[]): Promise<ServerParts> => {
  const database = await openDatabase(config, 'server', {
    onLog: (line) => logger.debug({ postgres: line }, 'embedded Postgres'),
    onUnexpectedExit: (line) => logger.error({ postgres: line }, 'embedded Postgres'),
  });
  stops.push(() => database.stop());
  const pool = openPool(database, config, logger);
  stops.push(() => pool.end());
  const tracer = startTracing(config, logger);
  if (tracer) {
    tracePool(pool, tracer.beginDatabase);
    stops.push(() => tracer.stop());
  }
  const clock = await followDatabaseClock(pool, { onDifference: tellClockDifference(logger) });
  stops.push(async () => clock.stop());
  const wiring = wire(pool, config, logger, clock);
  stops.push(
    () => wiring.usage.close(),
    () => wiring.limiter.close(),
    () => wiring.authenticator.settle(),
    () => wiring.codeOutbox.settle(),
  );
  await wiring.limiter.open();
  await openMetricsPort(config, wiring, logger, stops);
  const http = await startHttpServer(config.host, config.port);
  stops.push(() => http.stop(GRACE_MS));
  return { database, pool, wiring, tracer, http };
};
