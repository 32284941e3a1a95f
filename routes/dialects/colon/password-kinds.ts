import type { Issue } from '../../../src/domain/error';
import { passwordProblem, toPassword } from '../../../src/domain/user-rules';

type Problem = Omit<Issue, 'field'>;

const KINDS = {
  'uppercase letter': /\p{Lu}/u,
  'lowercase letter': /\p{Ll}/u,
  number: /\p{Nd}/u,
} as const;

const lacking = (password: string): Problem | null => {
  const kind = Object.entries(KINDS).find(([, pattern]) => !pattern.test(password))?.[0];
  return kind === undefined ? null : { rule: 'lacks', expected: kind };
};

/**
 * The first rule that a password breaks in this dialect: the length, then the three kinds of character that it asks for
 * on top of what all dialects do, in the order of the wire contract; after those, the base rules that are left.
 */
export const mixedPasswordProblem = (text: string): Problem | null => {
  const problem = passwordProblem(text);
  if (problem?.rule === 'required' || problem?.rule === 'too_short') return problem;
  return lacking(toPassword(text)) ?? problem;
};
