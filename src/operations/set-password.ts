import type { Issue } from '../domain/error';
import type { Instant } from '../domain/instant';
import type { PasswordContext } from '../domain/password-context';
import { passwordIssues } from '../domain/password-policy';
import type { Repositories } from '../domain/repositories';
import type { Dependencies } from './dependencies';

/** A password that somebody wants to set, and the input field that it came in. */
export interface WantedPassword {
  readonly password: string;
  readonly field: 'password' | 'newPassword';
}

const NONE: ReadonlySet<string> = new Set();

/** Every rule of the policy that the wanted password breaks; only its history is another question. */
export const wantedIssues = async (
  { rules, commonPasswords }: Pick<Dependencies, 'rules' | 'commonPasswords'>,
  { password, field }: WantedPassword,
  context: PasswordContext,
): Promise<Issue[]> => {
  const { profile } = rules.passwords;
  const common = profile === 'strict' ? await commonPasswords.load() : NONE;
  return passwordIssues(password, context, { profile, common }).map((problem) => ({ field, ...problem }));
};

/**
 * The issue of a password that the user has or had lately, if it is one. Only for callers who know the present one, have
 * the user's code or may reset it: to others the answer would tell whether a guess was right. Compares one by one in the
 * hasher's queue, so it stands before the transaction; of two resets at once, neither sees the other.
 */
export const reuseIssues = async (
  { work, passwords, rules }: Pick<Dependencies, 'work' | 'passwords' | 'rules'>,
  userId: number,
  { password, field }: WantedPassword,
): Promise<Issue[]> => {
  const { history } = rules.passwords;
  if (history === 0) return [];
  for (const hash of await work.read.passwordHistory.hashesOf(userId, history)) {
    if (await passwords.verify(password, hash)) return [{ field, rule: 'reused' }];
  }
  return [];
};

/**
 * Keeps what the history needs of the present password of a held user. To be called right before another is written, in
 * the same transaction: what it keeps is the hash that is there now.
 */
export const keepForHistory = (
  tx: Repositories,
  { rules }: Pick<Dependencies, 'rules'>,
  userId: number,
  now: Instant,
): Promise<void> => {
  // The present one counts among the last N and stays with the user.
  const former = Math.max(0, rules.passwords.history - 1);
  return tx.passwordHistory.keepPresent(userId, former, now);
};

/** A random password that the policy accepts, whatever letters chance brings. */
export const makePassword = async (
  needs: Pick<Dependencies, 'rules' | 'commonPasswords' | 'ids'>,
  context: PasswordContext,
): Promise<string> => {
  for (;;) {
    const password = needs.ids.secret().slice(0, 24);
    const issues = await wantedIssues(needs, { password, field: 'password' }, context);
    if (issues.length === 0) return password;
  }
};
