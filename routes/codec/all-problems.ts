import type { AppError, ErrorCode, Issue } from '../../src/domain/error';
import { snake } from './phrases';

const TAKEN: Partial<Readonly<Record<ErrorCode, string>>> = {
  username_taken: 'username',
  email_taken: 'email',
  employee_id_taken: 'employeeId',
};

/** Everything that is wrong with a request; a conflict that the database found is a problem like any other. */
export const issuesOf = ({ code, details }: AppError): readonly Issue[] => {
  const taken = TAKEN[code];
  return taken === undefined ? (details.issues ?? []) : [{ field: taken, rule: 'taken' }];
};

/** How a dialect that tells all problems at once names fields and words problems. */
export interface ProblemWords {
  /** The fields' names on the wire by those of the domain, in the order in which they are told. */
  readonly names: Readonly<Record<string, string>>;
  readonly say: (issue: Issue, name: string) => string;
}

/** All problems by field, the sentences of a field in the order in which they were found, none of them twice. */
export const problemsByField = (
  issues: readonly Issue[],
  { names, say }: ProblemWords,
): Record<string, string[]> => {
  const order = Object.keys(names);
  const rankOf = ({ field }: Issue): number => (order.includes(field) ? order.indexOf(field) : order.length);
  const sentences = new Map<string, Set<string>>();
  for (const issue of [...issues].sort((one, other) => rankOf(one) - rankOf(other))) {
    const name = names[issue.field] ?? snake(issue.field);
    sentences.set(name, (sentences.get(name) ?? new Set()).add(say(issue, name)));
  }
  return Object.fromEntries([...sentences].map(([name, said]) => [name, [...said]]));
};
