import type { AppError, Issue } from '../../../src/domain/error';
import { issuesOf, problemsByField } from '../../codec/all-problems';
import { wireNames } from '../../codec/body';
import { USER_BODY } from './user-body';

const NOT_LISTED = 'is not included in the list';
const BLANK = "can't be blank";
const INVALID = 'is invalid';

/** Fields that are one word of a list; what is none at all is no word of it either. */
const LISTED = ['roles', 'status'];

const SENTENCES: Record<Issue['rule'], (issue: Issue) => string> = {
  required: () => BLANK,
  not_null: ({ field }) => (LISTED.includes(field) ? NOT_LISTED : BLANK),
  type: () => INVALID,
  too_short: ({ expected }) => `is too short (minimum is ${expected} characters)`,
  too_long: ({ expected }) => `is too long (maximum is ${expected} characters)`,
  too_many_bytes: ({ expected }) => `is too long (maximum is ${expected} bytes)`,
  format: ({ field }) => (field === 'email' ? 'must be a valid email address' : INVALID),
  one_of: () => NOT_LISTED,
  range: ({ expected }) => `must be ${expected}`,
  future: () => 'must be in the future',
  taken: () => 'has already been taken',
  lacks: ({ expected }) => `must include at least one ${expected}`,
  excludes: ({ expected }) => `cannot be changed together with ${expected}`,
  too_common: () => 'is too common',
  contains_context: () => 'must not contain the username, the email address or the name of this service',
  reused: () => 'was used before',
};

const WORDS = { names: wireNames(USER_BODY), say: (issue: Issue) => SENTENCES[issue.rule](issue) };

/** What stands under `messages`: every problem, without the field's name in front (seed 002, "Error Handling"). */
export const messagesOf = (error: AppError): Record<string, string[]> =>
  problemsByField(issuesOf(error), WORDS);
