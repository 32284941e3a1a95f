import knex, { type Knex } from 'knex';
import pg from 'pg';
import { MIGRATIONS } from './migrations';
import { type Queryable, rowsOf, statement } from './statement';

// Any number that nothing else locks by; the same in every release, since it is what keeps two of them apart.
const MIGRATION_LOCK = 7_326_001;

const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => MIGRATIONS.map(([name]) => name),
  getMigrationName: (name) => name,
  getMigration: async (name) => {
    const found = MIGRATIONS.find(([known]) => known === name);
    if (!found) throw new Error(`there is no migration ${name}`);
    return found[1];
  },
};

const migratorConfig: Knex.MigratorConfig = {
  migrationSource,
  tableName: 'migrations',
  // The previous release must still start on a schema that a newer one has migrated.
  disableMigrationsListValidation: true,
};

const withKnex = async <T>(
  connection: string | pg.ClientConfig,
  work: (db: Knex) => Promise<T>,
): Promise<T> => {
  const db = knex({
    client: 'pg',
    connection: connection as Knex.PgConnectionConfig,
    pool: { min: 0, max: 2 },
  });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
};

/**
 * Runs the work while no other process does: replicas that start together wait for one another here. The lock dies with
 * its connection, so a killed process blocks nobody; knex's own lock row would stay, hence it is freed first.
 */
const exclusively = async <T>(url: string, work: (db: Knex) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, application_name: 'roster migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await withKnex(url, async (db) => {
      await db.migrate.forceFreeMigrationsLock(migratorConfig);
      return work(db);
    });
  } finally {
    await client.end();
  }
};

/** Brings the schema up to date; returns the names of what ran, in order. Any number of processes may call it at once. */
export const migrate = async (url: string): Promise<string[]> =>
  exclusively(url, async (db) => {
    const [, names] = await db.migrate.latest(migratorConfig);
    return names as string[];
  });

/** Takes back the last batch of migrations; returns their names. Data in what they made is lost. */
export const rollback = async (url: string): Promise<string[]> =>
  exclusively(url, async (db) => {
    const [, names] = await db.migrate.rollback(migratorConfig);
    return names as string[];
  });

/** Takes everything back and builds it anew: the directory is empty afterwards. */
export const reset = async (url: string): Promise<string[]> =>
  exclusively(url, async (db) => {
    await db.migrate.rollback(migratorConfig, true);
    const [, names] = await db.migrate.latest(migratorConfig);
    return names as string[];
  });

/** Migrations inside a transaction of the caller's, with which they stand or fall. */
export interface Migrations {
  /** Waits until nobody else migrates; nobody does until the end of the transaction. */
  lock(): Promise<void>;
  undoAll(): Promise<void>;
  /** Runs those up to this one. */
  upTo(name: string): Promise<void>;
  /** Runs the rest; returns their names. */
  latest(): Promise<readonly string[]>;
}

const migrationsIn = (trx: Knex.Transaction): Migrations => ({
  async lock() {
    await trx.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await trx.migrate.forceFreeMigrationsLock(migratorConfig);
  },
  async undoAll() {
    await trx.migrate.rollback(migratorConfig, true);
  },
  async upTo(name) {
    await trx.migrate.to({ ...migratorConfig, name });
  },
  async latest() {
    const [, names] = await trx.migrate.latest(migratorConfig);
    return names as string[];
  },
});

/** Does the work in one transaction, on the connection that its migrations run on. Undoes it when it throws. */
export const withMigrations = async <T>(
  url: string,
  name: string,
  work: (client: pg.ClientBase, migrations: Migrations) => Promise<T>,
): Promise<T> =>
  withKnex({ connectionString: url, application_name: name }, (db) =>
    db.transaction(async (trx) => {
      const client = (await trx.client.acquireConnection()) as pg.ClientBase;
      return work(client, migrationsIn(trx));
    }),
  );

const APPLIED = statement('select name from migrations');

/** Whether the database answers and has had every migration that this release knows. */
export const isCurrent = async (on: Queryable): Promise<boolean> => {
  const applied = new Set(await rowsOf(on, APPLIED, [], (row) => row['name'] as string));
  return MIGRATIONS.every(([name]) => applied.has(name));
};
