import type pg from 'pg';
import type { Bench } from '../bench';
import type { Child } from '../child';
import type { Line } from '../line';
import { ADMIN_TOKEN } from '../roster';
import { startRoster } from '../stage';

/** People who do what leaves rows of every kind; their rows are then made many. */
const PEOPLE = 20;
const PASSWORD = 'correct horse battery staple';

const send = async ({ url }: Child, line: string, body: unknown): Promise<void> => {
  const [method = '', path = ''] = line.split(' ');
  const response = await fetch(url + path, {
    method,
    headers: {
      Authorization: `Bearer ${ADMIN_TOKEN}`,
      'Content-Type': 'application/json',
      'User-Agent':
        'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    },
    body: JSON.stringify(body),
  });
  if (response.status >= 400 && response.status !== 401)
    throw new Error(`${line} answered ${response.status}: ${await response.text()}`);
};

/** A create, an update, a right and a wrong password, a suspension and its end: what an audit trail is made of. */
const leaveRows = async (roster: Child): Promise<void> => {
  for (let number = 1; number <= PEOPLE; number += 1) {
    const username = `person.${number}`;
    const email = `${username}@mail.example.com`;
    await send(roster, 'POST /api/users', { username, email, password: PASSWORD });
    await send(roster, 'POST /api/auth/login', { username, password: PASSWORD });
    await send(roster, 'POST /api/auth/login', { username, password: 'wrong password' });
  }
  for (let id = 2; id < 2 + PEOPLE; id += 1) {
    await send(roster, `PUT /api/users/${id}`, { email: `other.${id}@mail.example.com` });
    await send(roster, `POST /api/users/${id}/suspend`, { reason: 'left the company' });
    await send(roster, `POST /api/users/${id}/unsuspend`, {});
  }
};

/** Rows like those that are there, as many as there are users. Random keys, so that indexes are as full as in use. */
const MULTIPLY: readonly string[] = [
  "update users set password_hash = '$2b$12$' || repeat('x', 53), name = 'Forename Surname', name_canonical = 'forename surname'",
  'vacuum full users',
  `insert into sessions (id, user_id, ip, user_agent, dialect, created_at, last_used_at, expires_at)
   select upper(substr(md5(n::text), 1, 26)), n, s.ip, s.user_agent, s.dialect, s.created_at, s.last_used_at, s.expires_at
   from generate_series(2, $1::int) n, (select * from sessions where user_agent is not null limit 1) s`,
  `insert into refresh_tokens (digest, session_id, created_at)
   select sha256(id::bytea), id, created_at from sessions on conflict do nothing`,
  `insert into audit_entries (at, action, result, actor_id, actor, token_id, target_type, target_id, dialect, binding, ip,
     request_id, details)
   select a.at, action, result, actor_id, actor, token_id, target_type, (hashtext(n::text) & 65535)::text, dialect, binding, ip,
     md5(n::text || a.id), details
   from (select * from audit_entries where target_type = 'user' order by id) a,
     generate_series(1, $1::int / (select greatest(1, count(*))::int from audit_entries where target_type = 'user')) n`,
  `insert into usage (day, binding, operation, caller_kind, caller_id, dialect, user_id, requests, errors, first_at, last_at,
     user_agent)
   select u.day, u.binding, u.operation, 'session', n, u.dialect, n, 7, 0, u.first_at, u.last_at, u.user_agent
   from generate_series(1, $1::int) n, (select * from usage where user_agent is not null order by binding limit 1) u
   on conflict do nothing`,
  'vacuum analyze',
];

const TABLES = ['users', 'user_roles', 'sessions', 'refresh_tokens', 'audit_entries', 'usage'];

interface Size {
  readonly rows: number;
  readonly table: number;
  readonly indexes: number;
}

const sizeOf = async (client: pg.Client, table: string): Promise<Size> => {
  const { rows } = await client.query<Size>(
    `select (select count(*) from ${table})::float8 as rows, pg_table_size('${table}')::float8 as table,
       pg_indexes_size('${table}')::float8 as indexes`,
  );
  return rows[0] ?? { rows: 0, table: 0, indexes: 0 };
};

/** The bytes on the disk of a row of each table that grows, indexes included. */
export const storage = async (bench: Bench): Promise<Line[]> => {
  // A directory of its own: updates of other rows have made theirs larger.
  const directory = await bench.directoryOf(bench.plan.users + 2);
  const roster = await startRoster(bench, directory);
  bench.progress('rows of every kind');
  await leaveRows(roster);
  await roster.stop();
  return directory.withClient(async (client) => {
    for (const sql of MULTIPLY) await client.query(sql, sql.includes('$1::') ? [directory.users] : []);
    const lines: Line[] = [];
    for (const name of TABLES) {
      const { rows, table, indexes } = await sizeOf(client, name);
      const beside = `table ${(table / rows).toFixed(0)}, indexes ${(indexes / rows).toFixed(0)}; of ${rows} rows`;
      lines.push({
        what: name,
        claims: [{ says: 'a row', value: (table + indexes) / rows, unit: 'B' }],
        beside,
      });
    }
    return lines;
  });
};
