import { randomInt } from 'node:crypto';
import pg from 'pg';
import { createPool } from './pool';

const ANSWER_MS = 5_000;

/** Does the work on a connection of its own. Rejects where there is none to be had, or no answer in time. */
export const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  // A connection that breaks also fails what waits on it, and that is where it is reported.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** The process of Postgres that a connection speaks to now. */
const backendOf = async (client: pg.Client): Promise<number | undefined> =>
  (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;

/** Whether one of two connections changes the process that it speaks to, or has it in common with the other. */
const isHandedOn = async (client: pg.Client, other: pg.Client): Promise<boolean> => {
  const backend = await backendOf(client);
  // A pooler that takes its connections in turn changes it at once, one that takes the last used when that is held.
  if ((await backendOf(client)) !== backend) return true;
  await other.query('begin');
  if ((await backendOf(other)) === backend || (await backendOf(client)) !== backend) return true;
  await other.query('rollback');
  return false;
};

/** Looks, since others who use the pooler may hide it from one. */
const LOOKS = 5;

/**
 * Whether connections are handed on after each transaction: then two of ours are found on one process of Postgres, or one
 * of ours on two. Where they are not, as with Postgres itself or a pooler of sessions, it never says so.
 */
export const handsConnectionsOn = (url: string): Promise<boolean> =>
  withClient(url, (client) =>
    withClient(url, async (other) => {
      for (let look = 1; look <= LOOKS; look += 1) if (await isHandedOn(client, other)) return true;
      return false;
    }),
  );

/** Whether a connection speaks to the process of Postgres that its greeting named: a pooler names none, or one of its own. */
export const isOwnBackend = async (client: pg.Client): Promise<boolean> =>
  (await backendOf(client)) === (client as unknown as { processID: number }).processID;

/** Whether two addresses lead to one database: what is locked through one is locked through the other. */
export const isSameDatabase = (url: string, otherUrl: string): Promise<boolean> =>
  withClient(url, async (client) => {
    const lock = randomInt(2 ** 47);
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(${lock})`);
    const isFree = await withClient(otherUrl, async (other) => {
      const { rows } = await other.query<{ got: boolean }>(
        `select pg_try_advisory_xact_lock(${lock}) as got`,
      );
      return rows[0]?.got === true;
    });
    return !isFree;
  });

const SETTINGS = `
  select current_setting('TimeZone') = 'UTC' as "TimeZone",
    current_setting('DateStyle') like 'ISO%' as "DateStyle",
    current_setting('statement_timeout') <> '0' as statement_timeout,
    current_setting('lock_timeout') <> '0' as lock_timeout,
    current_setting('idle_in_transaction_session_timeout') <> '0' as idle_in_transaction_session_timeout`;

/** The settings without which no connection of the pool is safe to use, as far as a connection of such a pool lacks them. */
export const missingSettings = async (url: string, isPooled: boolean): Promise<string[]> => {
  const pool = createPool({ url, max: 1, isPooled, onIdleError: () => undefined });
  try {
    const { rows } = await pool.query<Record<string, boolean>>(SETTINGS);
    return Object.entries(rows[0] ?? {}).flatMap(([name, isSet]) => (isSet ? [] : [name]));
  } finally {
    await pool.end();
  }
};
