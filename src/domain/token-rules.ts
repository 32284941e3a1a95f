import type { ApiTokenChanges } from './api-token';
import type { Issue } from './error';
import type { Instant } from './instant';
import { labelProblem } from './label';

/** Every rule that the changes break as of `now`: a name is a label, an expiry lies in the future. */
export const tokenIssues = ({ name, expiresAt }: ApiTokenChanges, now: Instant): Issue[] => {
  const problem = typeof name === 'string' ? labelProblem(name) : null;
  const isPast = typeof expiresAt === 'string' && expiresAt <= now;
  return [
    ...(problem ? [{ field: 'name', ...problem }] : []),
    ...(isPast ? [{ field: 'expiresAt', rule: 'future' } as const] : []),
  ];
};
