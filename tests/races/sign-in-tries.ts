import type { Answer, TestServer } from '../support/test-server';
import type { Shot } from '../support/volley';

/** Failures in a row that lock an account, and failures of one name at one address before a try is not heard. */
export const LIMIT = 5;

export const PASSWORD = 'securepassword123';
export const WRONG = 'not-the-password';

/** A sign-in by username, through a proxy that says where it came from. */
export const signIn = (username: string, password: string, ip = '192.0.2.1'): Shot => ({
  line: 'POST /api/auth/login',
  body: { username, password },
  headers: { 'X-Forwarded-For': ip },
});

/** A sign-in by email. */
export const signInByEmail = (email: string, password: string, ip = '192.0.2.1'): Shot => ({
  ...signIn('', password, ip),
  body: { email, password },
});

/** Status and sentence; the status alone where somebody was let in. */
export const told = ({ status, text }: Answer): string => (status === 200 ? '200' : `${status} ${text}`);

/** What the audit trail tells of the sign-ins of a user, in order: `ok`, or why it was refused. */
export const triesOf = async (server: TestServer, id: number): Promise<string[]> => {
  const { rows } = await server.database.pool.query<{ outcome: string }>(
    `select coalesce(details->>'reason', 'ok') as outcome from audit_entries
     where action = 'auth.signIn' and target_type = 'user' and target_id = $1 order by id`,
    [String(id)],
  );
  return rows.map(({ outcome }) => outcome);
};

/** The longest run of wrong passwords that no success interrupts: so many guesses were heard on one budget. */
export const guessesHeard = (tries: readonly string[]): number => {
  let [run, longest] = [0, 0];
  for (const outcome of tries) {
    if (outcome === 'ok') run = 0;
    if (outcome === 'wrong_password') run += 1;
    longest = Math.max(longest, run);
  }
  return longest;
};

/** Wrong passwords in a row before each success: how far a guesser had come when it was let in. */
export const guessesBeforeSuccess = (tries: readonly string[]): number => {
  const lastSuccess = tries.lastIndexOf('ok');
  return guessesHeard(tries.slice(0, lastSuccess + 1));
};

export interface Standing {
  readonly cause: string | null;
  readonly failures: number;
}

/** Lock and failure count as they are stored. */
export const standingOf = async (server: TestServer, id: number): Promise<Standing> => {
  const { rows } = await server.database.pool.query<Standing>(
    'select lock_cause as cause, failed_sign_ins as failures from users where id = $1',
    [id],
  );
  return rows[0] as Standing;
};
