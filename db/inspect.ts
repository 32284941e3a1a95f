import { MIGRATIONS } from './migrations';
import { type Queryable, rowOf, rowsOf, statement } from './statement';

/** What a database tells of itself through a connection of the pool. Nothing is changed by asking. */
export interface DatabaseState {
  /** Such as `18.4`. */
  readonly version: string;
  readonly encoding: string;
  readonly timeZone: string;
  readonly dateStyle: string;
  /** Its clock, in milliseconds since the epoch. */
  readonly now: number;
  readonly isReadOnly: boolean;
  readonly mayCreateTables: boolean;
  /** Whether the extension `pg_trgm`, which searches need, is there to be had. */
  readonly hasTrigrams: boolean;
  /** Whether there is a table `users`, ours or not. */
  readonly hasUsers: boolean;
  /** The migrations that it has had; null where nobody has ever migrated it. */
  readonly applied: readonly string[] | null;
}

const STATE = statement(`
  select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
    current_setting('TimeZone') as time_zone, current_setting('DateStyle') as date_style,
    extract(epoch from clock_timestamp())::float8 * 1000 as now,
    current_setting('transaction_read_only') = 'on' as is_read_only,
    coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_create,
    exists (select from pg_available_extensions where name = 'pg_trgm') as has_trigrams,
    to_regclass('users') is not null as has_users, to_regclass('migrations') is not null as is_migrated`);

const APPLIED = statement('select name from migrations order by id');

/** Asks a database about itself. Throws `unavailable` or the driver's error where it does not answer. */
export const inspectDatabase = async (on: Queryable): Promise<DatabaseState> => {
  const row = await rowOf(on, STATE, [], (found) => found);
  if (!row) throw new Error('a select without a table answered without a row');
  return {
    version: row['version'],
    encoding: row['encoding'],
    timeZone: row['time_zone'],
    dateStyle: row['date_style'],
    now: row['now'],
    isReadOnly: row['is_read_only'],
    mayCreateTables: row['may_create'],
    hasTrigrams: row['has_trigrams'],
    hasUsers: row['has_users'],
    applied: row['is_migrated'] ? await rowsOf(on, APPLIED, [], (found) => found['name'] as string) : null,
  };
};

/** The migrations that a database lacks, and those of other releases that it has had. */
export const compareMigrations = (
  applied: readonly string[],
): { readonly missing: readonly string[]; readonly unknown: readonly string[] } => {
  const names = MIGRATIONS.map(([name]) => name);
  return {
    missing: names.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !names.includes(name)),
  };
};
