import { AppError, assertNoIssues, type Found, type Issue, withoutRepeats } from '../../domain/error';
import type { UniqueField, UniqueNames } from '../../domain/repositories/users';
import type { Dependencies } from '../dependencies';

interface Judged {
  /** What the operation finds wrong. */
  readonly issues: readonly Issue[];
  /** What was found wrong before, where everything is to be told at once. */
  readonly found: Found | undefined;
  /** The names that are asked for. */
  readonly names: UniqueNames;
  /** The user who may have them already. */
  readonly except: number | null;
}

/** The names that nothing else is wrong with: only those can be somebody's. */
const rightNames = ({ username, email, employeeId }: UniqueNames, issues: readonly Issue[]): UniqueNames => {
  const wrong = new Set(issues.map(({ field }) => field));
  return Object.fromEntries(
    Object.entries({ username, email, employeeId }).filter(([field]) => !wrong.has(field)),
  );
};

const toIssue = (field: UniqueField): Issue => ({ field, rule: 'taken' });

/**
 * Throws `invalid_fields` with the issues, where everything is to be told at once with those found before and with the
 * names that are taken. One taken name alone is left to the database, which is the judge when two race for it.
 */
export const assertAcceptable = async (
  { work }: Pick<Dependencies, 'work'>,
  { issues, found, names, except }: Judged,
): Promise<void> => {
  if (!found) return assertNoIssues(issues);
  const all = withoutRepeats([...found.issues, ...issues]);
  const taken = await work.read.users.takenFields(rightNames(names, all), except);
  if (all.length === 0 && taken.length < 2) return;
  throw new AppError('invalid_fields', { issues: [...all, ...taken.map(toIssue)], given: found.given });
};
