import type { TestServer } from '../support/test-server';
import { seedToken } from './seed-token';

const EMPTY = 'truncate users, sign_in_tries restart identity cascade';

const USERS = `
  insert into users (ulid, hex_id, username, username_canonical, email, email_canonical,
    last_sign_in_at, created_at, updated_at)
  values
    ('01KGXRKR6J9NF6NAB1A1HY4PZQ', '698811a90000000000000001', 'admin', 'admin',
      'newemail@example.com', 'newemail@example.com',
      '2026-02-09T16:21:02Z', '2026-02-08T04:36:57Z', '2026-02-09T16:20:50Z'),
    ('01KH1K9G4KPG10BEV0PNTMYNWJ', '698a08280000000000000002', 'newuser', 'newuser',
      'newuser@example.com', 'newuser@example.com',
      '2026-02-09T16:20:57Z', '2026-02-09T16:20:56Z', '2026-02-09T16:20:56Z')`;

const ROLES = 'insert into user_roles (user_id, role_id) values (1, 1), (2, 2)';

/** Puts the directory into the state that seed 000 begins with: two users, and the access of the first. */
export const beginSeed000 = async (server: TestServer): Promise<void> => {
  for (const sql of [EMPTY, USERS, ROLES]) await server.database.pool.query(sql);
  await seedToken(server, 1, 'access_token');
};
