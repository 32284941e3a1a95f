import { ensureAdminToken } from '../../src/admin-token';
import type { TestServer } from '../support/test-server';

/** The token of the document's every request. */
const TOKEN = 'your_token_here';

const EMPTY = 'truncate users, sign_in_tries restart identity cascade';

const USERS = `
  insert into users (id, ulid, hex_id, username, username_canonical, email, email_canonical,
    last_sign_in_at, created_at, updated_at) overriding system value
  values
    (1, '01GNMP0000000000000000AAA1', '63b0cd000000000000000001', 'admin', 'admin',
      'admin@example.com', 'admin@example.com',
      '2023-06-15T10:30:45Z', '2023-01-01T00:00:00Z', '2023-01-01T00:00:00Z'),
    (2, '01GS9MY000000000000000AAA2', '63ec20000000000000000002', 'user1', 'user1',
      'user1@example.com', 'user1@example.com',
      '2023-06-14T08:15:30Z', '2023-02-15T00:00:00Z', '2023-02-15T00:00:00Z')`;

const ROLES = 'insert into user_roles (user_id, role_id) values (1, 1), (2, 2)';

const NEXT_ID = 'alter table users alter column id restart with 3';

/** Puts the directory into the state that seed 001 begins with: two users, and the token of the first. */
export const beginSeed001 = async ({ database, wiring }: TestServer): Promise<void> => {
  for (const sql of [EMPTY, USERS, ROLES, NEXT_ID]) await database.pool.query(sql);
  await ensureAdminToken(wiring, TOKEN);
};
