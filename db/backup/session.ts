import type { Socket } from 'node:net';
import pg from 'pg';
import { BackupError, reasonOf } from './errors';

// What is read takes as long as it takes, and stands in one form whatever the settings of the database are.
const SETTINGS = `
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0;
  set local client_encoding = 'UTF8';
  set local timezone = 'UTC';
  set local datestyle = 'ISO';
  set local bytea_output = 'hex'`;

/** Has a transaction read and write rows as backups hold them, without limits of time. */
export const settle = async (client: pg.ClientBase): Promise<void> => {
  await client.query(SETTINGS);
};

/** A connection of its own. Throws a `BackupError` where there is none to be had. */
export const connect = async (url: string, name: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // One that breaks fails what waits on it, and that is where it is told.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new BackupError(`the database does not let us in: ${reasonOf(error)}`, { cause: error });
  }
};

/** Ends a connection in the middle of whatever it does: a farewell would wait for rows that nobody takes. */
export const cutOff = (client: pg.Client): void => {
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
};
