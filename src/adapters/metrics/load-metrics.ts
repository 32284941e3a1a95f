import { Gauge, type Registry } from 'prom-client';

/** What a process has to do at the moment, asked when somebody reads the metrics. */
export interface LoadSources {
  /** A pool of connections as its driver shows it. */
  readonly pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
  readonly poolMax: number;
  readonly passwordHashes: () => { readonly running: number; readonly waiting: number };
  /** Rows of the usage ledger that are not written yet. */
  readonly usageRowsWaiting: () => number;
}

/** Gauges that are read when they are asked for: between two looks they cost nothing. */
export const watchLoad = (registry: Registry, sources: LoadSources): void => {
  const { pool, poolMax, passwordHashes, usageRowsWaiting } = sources;
  const registers = [registry];
  new Gauge({
    name: 'roster_database_pool_connections',
    help: 'Connections to the database that are open, at work or idle.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      this.set({ state: 'active' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
    },
  });
  new Gauge({
    name: 'roster_database_pool_connections_max',
    help: 'Connections that the pool may open.',
    registers,
  }).set(poolMax);
  new Gauge({
    name: 'roster_database_pool_waiting',
    help: 'Requests that wait for a connection to the database.',
    registers,
    collect() {
      this.set(pool.waitingCount);
    },
  });
  new Gauge({
    name: 'roster_password_hash_queue',
    help: 'Password hashes that run and that wait for their turn.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { running, waiting } = passwordHashes();
      this.set({ state: 'running' }, running);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  new Gauge({
    name: 'roster_usage_rows_waiting',
    help: 'Rows of the usage ledger that are not written yet.',
    registers,
    collect() {
      this.set(usageRowsWaiting());
    },
  });
};
