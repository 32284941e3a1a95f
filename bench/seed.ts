import type pg from 'pg';

// Times differ from row to row, as they would, so that lists by time have an order.
const INSERT_USERS = `
  insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, created_at, updated_at)
  select '7' || lpad(n::text, 25, '0'), lpad(to_hex(n), 24, '0'), 'user' || n, 'user' || n,
    'user' || n || '@example.com', 'user' || n || '@example.com', made, made
  from generate_series(2, $1::int) as n, lateral (select timestamptz '2023-01-01T00:00:00Z' + n * interval '1 second' as made) as t`;

const INSERT_ROLES = `
  insert into user_roles (user_id, role_id)
  select id, 2 from users where id not in (select user_id from user_roles)`;

// Those that no constraint owns can be dropped and made again.
const FREE_INDEXES = `
  select i.relname as name, pg_get_indexdef(i.oid) as definition
  from pg_index x join pg_class i on i.oid = x.indexrelid
  where x.indrelid = 'users'::regclass and not exists (select from pg_constraint c where c.conindid = x.indexrelid)`;

/** An index built over all rows takes a fraction of what it takes to keep it row by row. */
const withoutIndexes = async (client: pg.Client, work: () => Promise<unknown>): Promise<void> => {
  const { rows } = await client.query<{ name: string; definition: string }>(FREE_INDEXES);
  for (const { name } of rows) await client.query(`drop index "${name}"`);
  await work();
  for (const { definition } of rows) await client.query(definition);
};

/**
 * Fills a directory whose only user is the administrator, with id 1: the others are numbered 2 and on, in their id, name,
 * email, ULID and hex id alike.
 */
export const seedUsers = async (client: pg.Client, users: number): Promise<void> => {
  await client.query("set maintenance_work_mem = '256MB'");
  await withoutIndexes(client, () => client.query(INSERT_USERS, [users]));
  await client.query(INSERT_ROLES);
  await client.query('vacuum analyze users, user_roles');
};
