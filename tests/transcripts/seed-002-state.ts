import type { TestServer } from '../support/test-server';
import { seedToken } from './seed-token';

const EMPTY = 'truncate users, sign_in_tries restart identity cascade';

// The document shows John Doe with the id before the one that the next user gets.
const USERS = `
  insert into users (id, ulid, hex_id, username, username_canonical, name, name_canonical, email, email_canonical,
    created_at, updated_at) overriding system value
  values
    (1, '01GNMP0000000000000000AAA1', '63b0cd000000000000000001', 'admin', 'admin', null, '',
      'admin@example.com', 'admin@example.com', '2023-01-01T00:00:00Z', '2023-01-01T00:00:00Z'),
    (456, '01JNR0000000000000000AAA2X', '67cae0400000000000000002', 'john', 'john', 'John Doe', 'john doe',
      'john.doe@example.com', 'john.doe@example.com', '2025-03-07T12:00:00Z', '2025-03-07T12:00:00Z')`;

const ROLES = 'insert into user_roles (user_id, role_id) values (1, 1), (456, 2)';

const NEXT_ID = 'alter table users alter column id restart with 457';

/** The tokens of the transcripts: an administrator's, and that of John Doe, who is none. */
const TOKENS = { admin: 'your_token_here', john: 'johns_token_here' } as const;

/** Puts the directory into the state that seed 002 begins with. */
export const beginSeed002 = async (server: TestServer): Promise<void> => {
  for (const sql of [EMPTY, USERS, ROLES, NEXT_ID]) await server.database.pool.query(sql);
  await seedToken(server, 1, TOKENS.admin);
  await seedToken(server, 456, TOKENS.john);
};
