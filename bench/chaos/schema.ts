import type pg from 'pg';
import { withClient } from './evidence';

/** All that migrations leave behind, one line each. */
const SOURCES = [
  `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as one from information_schema.columns
   where table_schema = current_schema()`,
  'select indexdef as one from pg_indexes where schemaname = current_schema()',
  "select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as one from pg_constraint where connamespace = current_schema()::regnamespace",
  'select pg_get_triggerdef(oid) as one from pg_trigger where not tgisinternal',
  "select proname || ' ' || prosrc as one from pg_proc where pronamespace = current_schema()::regnamespace",
  "select name || ' ' || permission as one from role_permissions join roles on id = role_id",
  "select 'migration ' || name || ' ' || count(*) as one from migrations group by name",
];

/** A database's schema as lines, with how often each migration is noted in it. */
export const schemaOf = (url: string): Promise<string[]> =>
  withClient(url, async (client) => {
    const lines: string[] = [];
    for (const source of SOURCES) {
      const { rows } = await client.query<{ one: string }>(`${source} order by 1`);
      lines.push(...rows.map(({ one }) => one));
    }
    return lines;
  });

/** How many migrations are noted in the database of a connection; 0 where none has been. */
export const migrationsOn = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ at: string | null }>("select to_regclass('migrations') as at");
  if (rows[0]?.at === null) return 0;
  return (await client.query('select 1 from migrations')).rows.length;
};

/** The same of a database. */
export const migrationsIn = (url: string): Promise<number> => withClient(url, migrationsOn);
