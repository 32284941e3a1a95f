import { Counter, Gauge, type Registry } from 'prom-client';
import type { SharedCounts } from '../../domain/shared-counts';

/** What a process has to do at the moment, asked when somebody reads the metrics. */
export interface LoadSources {
  /** A pool of connections as its driver shows it. */
  readonly pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
  readonly poolMax: number;
  readonly passwordHashes: () => { readonly running: number; readonly waiting: number };
  /** Rows of the usage ledger that are not written yet. */
  readonly usageRowsWaiting: () => number;
  /** Null where processes share no limits. */
  readonly sharedLimits: {
    readonly counts: Pick<SharedCounts, 'isUp'>;
    readonly outages: () => number;
  } | null;
}

const watchSharedLimits = (registers: Registry[], shared: LoadSources['sharedLimits']): void => {
  new Gauge({
    name: 'roster_shared_limits_up',
    help: 'Whether limits by the minute are counted where the settings say: 0 while Redis is away.',
    registers,
    collect() {
      this.set(!shared || shared.counts.isUp() ? 1 : 0);
    },
  });
  new Counter({
    name: 'roster_shared_limits_outages_total',
    help: 'How often Redis, which limits by the minute are shared over, went away.',
    registers,
    collect() {
      this.reset();
      this.inc(shared?.outages() ?? 0);
    },
  });
};

/** Gauges that are read when they are asked for: between two looks they cost nothing. */
export const watchLoad = (registry: Registry, sources: LoadSources): void => {
  const { pool, poolMax, passwordHashes, usageRowsWaiting, sharedLimits } = sources;
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
  watchSharedLimits(registers, sharedLimits);
};
