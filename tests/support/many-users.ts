import pg from 'pg';

/** Users inserted by one statement. */
const PIECE = 10_000;

const INSERT_USERS = `
  insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, created_at, updated_at)
  select '7' || lpad(n::text, 25, '0'), lpad(to_hex(n), 24, '0'), name, name, name || '@example.com',
    name || '@example.com', timestamptz '2023-01-01T00:00:00Z', timestamptz '2023-01-01T00:00:00Z'
  from (select n, $3 || n as name from generate_series($1::int, $2::int) as n) as made`;

const INSERT_ROLES = `
  insert into user_roles (user_id, role_id)
  select id, 2 from users where id not in (select user_id from user_roles)`;

/** Fills a database with users called after the prefix and a number each, without going through the server. */
export const insertManyUsers = async (databaseUrl: string, count: number, prefix = 'user'): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let first = 1; first <= count; first += PIECE) {
      await client.query(INSERT_USERS, [first, Math.min(count, first + PIECE - 1), prefix]);
    }
    await client.query(INSERT_ROLES);
    await client.query('analyze users');
  } finally {
    await client.end();
  }
};
