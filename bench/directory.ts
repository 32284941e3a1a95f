import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../db/embedded/embedded-postgres';
import { readPostmasterFile } from '../db/embedded/postmaster-file';
import type { CleanUp } from './clean-up';
import { cpuMsOfFamily } from './proc';
import { startRosterChild } from './roster';
import { seedUsers } from './seed';

/** A Postgres of its own with so many users. */
export interface Directory {
  readonly url: string;
  readonly users: number;
  /** CPU time of all its processes so far, in milliseconds; not a number where the system does not tell. */
  postgresCpuMs(): number;
  /** Does something over a connection of its own. */
  withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
}

const connected =
  (url: string): Directory['withClient'] =>
  async (work) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

/** Makes a directory below this place; it ends with the clean-up. */
export const createDirectory = async (place: string, users: number, cleanUp: CleanUp): Promise<Directory> => {
  const dataDir = join(place, `directory-${users}`);
  mkdirSync(dataDir, { mode: 0o700 });
  const postgres = await startEmbeddedPostgres({ dataDir, role: 'server' });
  cleanUp.add(() => postgres.stop());
  const postmaster = readPostmasterFile(join(dataDir, 'postgres'));
  const directory: Directory = {
    url: postgres.url,
    users,
    postgresCpuMs: () => (postmaster ? cpuMsOfFamily(postmaster.pid) : Number.NaN),
    withClient: connected(postgres.url),
  };
  // The first start makes the schema and the administrator.
  const roster = await startRosterChild(directory.url, { place, settings: {} }, cleanUp);
  await roster.stop();
  await directory.withClient((client) => seedUsers(client, users));
  return directory;
};
