import type { TestServer } from '../support/test-server';
import { seedToken } from './seed-token';

const EMPTY = 'truncate users, sign_in_tries restart identity cascade';

// The document's new user and its only other one are both number 1, so who calls has another number.
const USERS = `
  insert into users (id, ulid, hex_id, username, username_canonical, name, name_canonical, email, email_canonical,
    phone, created_at, updated_at) overriding system value
  values
    (2, '01HK0000000000000000000AA2', '659200000000000000000002', 'admin', 'admin', 'The Admin', 'the admin',
      'admin@example.com', 'admin@example.com', null, '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'),
    (3, '01HK0000000000000000000AA3', '659200000000000000000003', 'jane', 'jane', null, '',
      'jane@example.com', 'jane@example.com', '555', '2024-01-01T00:00:00.5Z', '2024-01-02T00:00:00.123456Z')`;

const ROLES = 'insert into user_roles (user_id, role_id) values (2, 1), (3, 2)';

/** The tokens of the transcripts: an administrator's, and that of somebody who is none. */
const TOKENS = { admin: 'your_access_token_here', jane: 'janes_access_token_here' } as const;

/** Puts the directory into the state that seed 003 begins with. */
export const beginSeed003 = async (server: TestServer): Promise<void> => {
  for (const sql of [EMPTY, USERS, ROLES]) await server.database.pool.query(sql);
  await seedToken(server, 2, TOKENS.admin);
  await seedToken(server, 3, TOKENS.jane);
};
