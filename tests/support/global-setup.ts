import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/embedded-postgres';
import { migrate } from '../../db/migrate';
import { COUNTS } from './counts';

export interface TestPostgres {
  readonly postgres: EmbeddedPostgres;
  readonly dataDir: string;
}

declare global {
  var testPostgres: TestPostgres | undefined;
}

/** Lets the ordinary role clone databases, which only the tests need. */
const allowClones = async (dataDir: string, url: string): Promise<void> => {
  const superuser = new URL(url);
  superuser.username = 'postgres';
  superuser.password = readFileSync(join(dataDir, 'postgres-superuser-password'), 'utf8').trim();
  superuser.pathname = '/postgres';
  const client = new pg.Client({ connectionString: superuser.toString() });
  await client.connect();
  try {
    await client.query('alter role roster createdb');
  } finally {
    await client.end();
  }
};

/** One Postgres for the whole run, migrated once: every test file clones its database from this one. */
const setup = async (): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'roster-tests-'));
  const postgres = await startEmbeddedPostgres({ dataDir, role: 'server' });
  await allowClones(dataDir, postgres.url);
  await migrate(postgres.url);
  process.env['ROSTER_TEST_DATABASE_URL'] = postgres.url;
  process.env['ROSTER_CHECKED_ANSWERS'] = join(dataDir, 'checked-answers');
  globalThis.testPostgres = { postgres, dataDir };
  process.stdout.write(`\nCounts of this run (${COUNTS.name}): ${JSON.stringify(COUNTS)}\n`);
};

export default setup;
