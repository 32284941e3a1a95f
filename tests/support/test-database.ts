import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createPool } from '../../db/pool';

/** A database of its own for one test file: a clone of the migrated one. */
export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

const templateUrl = (): string => {
  const url = process.env['ROSTER_TEST_DATABASE_URL'];
  if (!url) throw new Error('no test database: run the tests through jest, whose global set-up starts one');
  return url;
};

const administer = async (sql: string): Promise<void> => {
  const url = new URL(templateUrl());
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** Tries again for some seconds where Postgres answers with this SQLSTATE. */
const withPatience = async (sqlState: string, sql: string): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await administer(sql);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== sqlState || tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

// Postgres clones a template that nobody is connected to, one clone at a time; another worker may be at it just now.
const clone = (name: string, template: string): Promise<void> =>
  withPatience('55006', `create database "${name}" template "${template}"`);

// Sessions that a test left open are ended by force, which nobody but a superuser may use on an autovacuum worker.
const drop = (name: string): Promise<void> =>
  withPatience('42501', `drop database if exists "${name}" with (force)`);

export interface TestDatabaseOptions {
  readonly poolMax?: number;
  /** Puts a pooler of transactions in front of the database and answers with its address: the pool leads through it. */
  readonly through?: (url: string) => Promise<string>;
}

/** Clones the migrated database. */
export const createTestDatabase = async ({
  poolMax = 10,
  through,
}: TestDatabaseOptions = {}): Promise<TestDatabase> => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = new URL(templateUrl());
  await clone(name, url.pathname.slice(1));
  url.pathname = `/${name}`;
  const pooled = await through?.(url.toString());
  const pool = createPool({
    url: pooled ?? url.toString(),
    isPooled: pooled !== undefined,
    max: poolMax,
    onIdleError: () => undefined,
  });
  return {
    url: url.toString(),
    pool,
    async drop() {
      await pool.end();
      await drop(name);
    },
  };
};
