import { type Sample, total } from './samples';

/** A figure that tells at a glance how the server fares. */
export interface Figure {
  readonly name: string;
  readonly value: string;
}

const MIB = 1024 * 1024;

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const mebibytes = (value: number): string => `${whole(value / MIB)} MiB`;
const millis = (seconds: number): string => `${Number((seconds * 1000).toFixed(1))} ms`;

const ago = (seconds: number): string => {
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
};

type Row = readonly [name: string, metric: string, label: string, write: (value: number) => string];

const ROWS: readonly Row[] = [
  ['Up for', 'process_start_time_seconds', '', (start) => ago(Date.now() / 1000 - start)],
  ['Memory', 'process_resident_memory_bytes', '', mebibytes],
  ['Event loop delay, p99', 'nodejs_eventloop_lag_p99_seconds', '', millis],
  ['Requests under way', 'roster_http_requests_in_flight', '', whole],
  ['Requests since the start', 'roster_http_requests_total', '', whole],
  ['Connections at work', 'roster_database_pool_connections', 'active', whole],
  ['Connections idle', 'roster_database_pool_connections', 'idle', whole],
  ['Connections at most', 'roster_database_pool_connections_max', '', whole],
  ['Waiting for a connection', 'roster_database_pool_waiting', '', whole],
  ['Password hashes waiting', 'roster_password_hash_queue', 'waiting', whole],
  ['Ledger rows to write', 'roster_usage_rows_waiting', '', whole],
  ['Refused by a limit', 'roster_rate_limited_total', '', whole],
  ['Failed sign-ins', 'roster_sign_ins_total', 'failed', whole],
  ['Accounts locked', 'roster_account_locks_total', '', whole],
];

/** Those of the known figures that the server has. */
export const figuresOf = (samples: readonly Sample[]): Figure[] =>
  ROWS.flatMap(([name, metric, label, write]) => {
    const value = total(samples, metric, label);
    return value === null ? [] : [{ name, value: write(value) }];
  });

/** The version that runs; null where the figures do not say. */
export const versionOf = (samples: readonly Sample[]): string | null =>
  /version="([^"]*)"/.exec(samples.find(({ name }) => name === 'roster_build_info')?.labels ?? '')?.[1] ??
  null;
