import { NAME_LIMIT } from './api-token';
import type { Issue } from './error';
import { codePointLength, hasControl, isStorable, toStored } from './text';

/** Longest description of a token or a policy, in code points. */
export const DESCRIPTION_LIMIT = 500;

/** The description of a token or a policy: free text up to 500 code points. */
export const descriptionProblem = (text: string): Omit<Issue, 'field'> | null => {
  if (!isStorable(text)) return { rule: 'format' };
  const isLong = codePointLength(text) > DESCRIPTION_LIMIT;
  return isLong ? { rule: 'too_long', expected: DESCRIPTION_LIMIT } : null;
};

/** The name of a token or a policy: 1 to 100 code points after trimming, no control character. */
export const labelProblem = (text: string): Omit<Issue, 'field'> | null => {
  if (!isStorable(text)) return { rule: 'format' };
  const label = toStored(text);
  if (label === '') return { rule: 'required' };
  if (codePointLength(label) > NAME_LIMIT) return { rule: 'too_long', expected: NAME_LIMIT };
  return hasControl(label) ? { rule: 'format' } : null;
};
