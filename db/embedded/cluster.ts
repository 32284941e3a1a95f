import type { Account } from './account';
import type { Binaries } from './binaries';

/** Everything that is known about a data directory once it is fit for use. */
export interface Cluster {
  readonly dataDir: string;
  /** DATA_DIR/postgres, Postgres's own directory. */
  readonly directory: string;
  readonly logFile: string;
  /** Who runs Postgres; undefined for the user that runs Roster. */
  readonly account: Account | undefined;
  readonly binaries: Binaries;
  /** Password of the role and owner of the database `roster`. */
  readonly password: string;
  /** Password of the superuser `postgres`, which the launcher alone uses. */
  readonly superuserPassword: string;
}

/** The role that owns the database of the same name. */
export const DATABASE = 'roster';
/** The cluster's superuser. */
export const SUPERUSER = 'postgres';
/** The major version of the bundled Postgres; a cluster opens with its own only. */
export const MAJOR_VERSION = '18';
