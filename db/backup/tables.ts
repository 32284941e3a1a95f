import type pg from 'pg';

/** Every table that holds data of ours, in any release: each after those that it refers to. */
export const TABLES: readonly string[] = [
  'roles',
  'role_permissions',
  'users',
  'user_roles',
  'token_policies',
  'api_tokens',
  'token_day_counts',
  'sessions',
  'refresh_tokens',
  'sign_in_tries',
  'audit_entries',
  'password_history',
  'one_time_codes',
  'otp_sends',
  'usage',
  'traffic_minutes',
  'usage_batches',
  'idempotency_keys',
];

/** Those of these tables that migrations put rows into, each before those that it refers to. */
export const seededOf = (tables: readonly string[]): readonly string[] =>
  ['role_permissions', 'roles', 'token_policies'].filter((name) => tables.includes(name));

/** A table as a database has it. */
export interface Table {
  readonly name: string;
  /** Without those that the database computes. */
  readonly columns: readonly string[];
  /** The column whose values the database counts up, if there is one. */
  readonly identity: string | null;
}

const FOUND = `
  select c.relname as table, a.attname as column, a.attidentity <> '' as counts
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relkind = 'r' and pg_table_is_visible(c.oid) and c.relname = any($1::text[])
    and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  order by a.attnum`;

/** The tables of ours that a database has, in the order of `TABLES`. */
export const findTables = async (client: pg.ClientBase): Promise<readonly Table[]> => {
  const { rows } = await client.query<{ table: string; column: string; counts: boolean }>(FOUND, [TABLES]);
  return TABLES.flatMap((name) => {
    const columns = rows.filter(({ table }) => table === name);
    if (columns.length === 0) return [];
    const identity = columns.find(({ counts }) => counts)?.column ?? null;
    return [{ name, columns: columns.map(({ column }) => column), identity }];
  });
};

/** The names of the migrations that a database has had, in order; none where nobody has migrated it. */
export const appliedMigrations = async (client: pg.ClientBase): Promise<readonly string[]> => {
  const { rows: found } = await client.query("select from pg_class where oid = to_regclass('migrations')");
  if (found.length === 0) return [];
  const { rows } = await client.query<{ name: string }>('select name from migrations order by id');
  return rows.map(({ name }) => name);
};
