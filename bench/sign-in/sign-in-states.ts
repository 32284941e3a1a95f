import { createHash } from 'node:crypto';
import bcrypt from 'bcrypt';
import type pg from 'pg';

/** What hashes are made at. */
export const COST = 8;
// The least that bcrypt knows: the farthest from today's, and the most that must be made up for.
const LOWER_COST = 4;
const PASSWORD = 'the-right-password';
const WRONG = 'some-other-password';

/** The state that is not to be told from any other: an active account, and a wrong password. */
export const REFERENCE = 'wrong password';

interface AccountState {
  readonly name: string;
  /** What differs from an active account with a password, as SQL of an update; null where there is no account. */
  readonly change: string | null;
  readonly password: string;
  /** What its hash was made at, where that is not today's. */
  readonly cost?: number;
}

const LOCKED = "lock_cause = 'failures', failed_sign_ins = 5, locked_until = now() + interval '1 day'";

/**
 * The states of an account in which a sign-in is refused. Where the password is not the reason it is the right one: the
 * case in which a careless server goes another way.
 */
export const STATES: readonly AccountState[] = [
  { name: REFERENCE, change: '', password: WRONG },
  // The same once more, for what chance alone makes of two equal things.
  { name: 'wrong password, again', change: '', password: WRONG },
  { name: 'unknown', change: null, password: WRONG },
  { name: 'suspended', change: "status = 'suspended', suspended_at = now()", password: PASSWORD },
  { name: 'locked by failures', change: LOCKED, password: PASSWORD },
  {
    name: 'locked by administrator',
    change: "lock_cause = 'administrator', locked_by = 1",
    password: PASSWORD,
  },
  { name: 'password-less', change: 'password_hash = null', password: PASSWORD },
  { name: 'deleted', change: 'deleted_at = now()', password: PASSWORD },
  { name: 'expired', change: "password_expires_at = now() - interval '1 day'", password: WRONG },
  { name: 'hash of a lower cost', change: '', password: WRONG, cost: LOWER_COST },
  // The right password of one that would be hashed anew if it were let in.
  { name: 'lower cost, locked', change: LOCKED, password: PASSWORD, cost: LOWER_COST },
];

/** A try of its own for each account: a second one at the same would meet other counts. */
export interface Try {
  readonly state: string;
  readonly username: string;
  readonly password: string;
}

const INSERT = `
  insert into users (ulid, hex_id, username, username_canonical, email, email_canonical, password_hash, created_at, updated_at)
  select lpad(id, 26, '0'), lpad(id, 24, '0'), name, name, name || '@example.com', name || '@example.com', $2, now(), now()
  from unnest($1::text[]) as name, substr(md5(name), 1, 24) as id`;

// Names of one length that tell nothing: a longer text takes longer to send.
const nameOf = (state: string, number: number): string =>
  `u${createHash('sha256').update(`${state} ${number}`).digest('hex').slice(0, 15)}`;

/** Makes so many accounts in each state, and the try at each. */
export const seedStates = async (client: pg.Client, count: number): Promise<Try[]> => {
  const tries: Try[] = [];
  for (const { name: state, change, password, cost = COST } of STATES) {
    const usernames = Array.from({ length: count }, (_, number) => nameOf(state, number));
    tries.push(...usernames.map((username) => ({ state, username, password })));
    if (change === null) continue;
    await client.query(INSERT, [usernames, await bcrypt.hash(PASSWORD, cost)]);
    if (change) await client.query(`update users set ${change} where username = any($1)`, [usernames]);
  }
  await client.query('vacuum analyze users');
  return tries;
};
