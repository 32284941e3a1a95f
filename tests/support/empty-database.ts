import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The Postgres of this test run, with its migrated database. */
export const TEST_URL = process.env['ROSTER_TEST_DATABASE_URL'] ?? '';

/** Runs one statement on a connection of its own. */
export const sql = async <Row extends object>(url: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

/** The address of another database on the same Postgres. */
export const databaseNamed = (name: string): string => {
  const url = new URL(TEST_URL);
  url.pathname = `/${name}`;
  return url.toString();
};

const databases: string[] = [];

/** Makes a database with nothing in it, with these options of `create database`. */
export const createEmptyDatabase = async (options = ''): Promise<string> => {
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await sql(databaseNamed('postgres'), `create database ${name} template template0 ${options}`);
  databases.push(name);
  return databaseNamed(name);
};

/** Drops every database that was made here. */
export const dropEmptyDatabases = async (): Promise<void> => {
  for (const name of databases.splice(0))
    await sql(databaseNamed('postgres'), `drop database if exists ${name} with (force)`);
};
