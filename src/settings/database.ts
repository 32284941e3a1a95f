import { url, whole } from './rules';

/** The settings of the database as they stand in the environment. */
export interface DatabaseSettings {
  readonly DATABASE_URL?: string;
  readonly DATABASE_DIRECT_URL?: string;
  readonly DATABASE_POOL_MAX: number;
}

export const DATABASE_SCHEMA = {
  DATABASE_URL: url('postgres', 'postgresql'),
  DATABASE_DIRECT_URL: url('postgres', 'postgresql'),
  DATABASE_POOL_MAX: whole(10, 1, 1000),
} as const;

/** Where the database is. */
export interface DatabaseConfig {
  /** Null: the embedded Postgres of the data directory. */
  readonly url: string | null;
  /** Postgres itself, where `url` leads through a pooler; null where it does not. */
  readonly directUrl: string | null;
  readonly poolMax: number;
}

export const toDatabaseConfig = (settings: DatabaseSettings): DatabaseConfig => ({
  url: settings.DATABASE_URL ?? null,
  directUrl: settings.DATABASE_DIRECT_URL ?? null,
  poolMax: settings.DATABASE_POOL_MAX,
});
