import type { Client } from 'pg';
import { DATABASE } from './cluster';

async function isMissing(client: Client, query: string): Promise<boolean> {
  const { rowCount } = await client.query(query, [DATABASE]);
  return rowCount === 0;
}

/**
 * Makes the role and the database `roster` where they are missing. The role is no superuser: it owns its database,
 * which is enough for trusted extensions such as pg_trgm. Looked at on every start, since the very first one may
 * have been cut off between initdb and here. The caller makes sure that nobody else does the same.
 */
export async function ensureDatabase(client: Client, password: string): Promise<void> {
  if (await isMissing(client, 'select 1 from pg_roles where rolname = $1')) {
    await client.query(`create role ${DATABASE} login password ${client.escapeLiteral(password)}`);
  }
  if (await isMissing(client, 'select 1 from pg_database where datname = $1')) {
    await client.query(`create database ${DATABASE} owner ${DATABASE}`);
  }
}
