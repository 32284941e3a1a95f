import { ensureAdminToken } from '../../src/admin-token';
import type { TestServer } from '../support/test-server';

/** The password of the document's example. */
export const PASSWORD = 'OldPassword123!';

const ADMIN_TOKEN = 'admin_token';

const EMPTY = 'truncate users, sign_in_tries restart identity cascade';

const USERS = `
  insert into users (id, ulid, hex_id, username, username_canonical, email, email_canonical,
    password_hash, password_changed_at, lock_cause, locked_until, failed_sign_ins, created_at, updated_at)
    overriding system value
  select id, '01KGYDX000000000000000AAA' || id, hex_id, name, name, name || '@example.com', name || '@example.com',
    $1, '2026-01-01T00:00:00Z', case when is_locked then 'failures' end,
    case when is_locked then timestamptz '2026-02-09T04:00:00Z' end, case when is_locked then 5 else 0 end,
    '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'
  from (values
    (1, '60d5ec49f8d2a31b4c7e9f01', 'admin', false),
    (2, '60d5fa11c3e4b2a190807060', 'jdoe', false),
    (3, '60d5f0b7e1a2c3d4e5f60718', 'asmith', true),
    (4, '607d1f77bcf86cd799439011', 'mlee', true)
  ) as people (id, hex_id, name, is_locked)`;

const ROLES = 'insert into user_roles (user_id, role_id) values (1, 1), (2, 5), (3, 6), (4, 4), (4, 7)';

const NEXT_ID = 'alter table users alter column id restart with 5';

/** What the document writes in place of a token, and the token. */
export type Tokens = Readonly<Record<'<token>' | '<admin_token>', string>>;

/** Puts the directory into the state that seed 004 begins with, signs jdoe in, and answers with both tokens. */
export const beginSeed004 = async ({ database, wiring, ask }: TestServer): Promise<Tokens> => {
  await database.pool.query(EMPTY);
  await database.pool.query(USERS, [await wiring.needs.passwords.hash(PASSWORD)]);
  for (const sql of [ROLES, NEXT_ID]) await database.pool.query(sql);
  await ensureAdminToken(wiring, ADMIN_TOKEN);
  const body = { username: 'jdoe', password: PASSWORD };
  const { json } = await ask('POST /form/api/v1/auth/login', { body });
  return { '<token>': (json as { access_token: string }).access_token, '<admin_token>': ADMIN_TOKEN };
};
