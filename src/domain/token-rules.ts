import type { ApiTokenChanges } from './api-token';
import type { Issue } from './error';
import type { Instant } from './instant';
import { descriptionProblem, labelProblem } from './label';

const RULES = { name: labelProblem, description: descriptionProblem } as const;

/** Every rule that the changes break as of `now`: a name is a label, a description has an end, an expiry lies in the future. */
export const tokenIssues = (changes: ApiTokenChanges, now: Instant): Issue[] => {
  const { expiresAt } = changes;
  const ofTexts = (Object.keys(RULES) as (keyof typeof RULES)[]).flatMap((field) => {
    const text = changes[field];
    const problem = typeof text === 'string' ? RULES[field](text) : null;
    return problem ? [{ field, ...problem }] : [];
  });
  const isPast = typeof expiresAt === 'string' && expiresAt <= now;
  return [...ofTexts, ...(isPast ? [{ field: 'expiresAt', rule: 'future' } as const] : [])];
};
