import type { AppError, Issue } from '../../src/domain/error';
import { wholeSeconds } from './times';

/** `passwordHash` → `password_hash` */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

const list = (expected: Issue['expected']): string =>
  Array.isArray(expected) ? expected.join(', ') : String(expected);

const SUCH_AS: Readonly<Record<string, string>> = {
  time: ' such as 2030-01-31T12:00:00Z',
  day: ' such as 2030-01-31',
};

const PHRASES: Record<Issue['rule'], (name: string, expected: Issue['expected']) => string> = {
  required: (name) => `${name} is required`,
  not_null: (name) => `${name} must not be null`,
  type: (name, expected) => `${name} must be ${article(String(expected))}${SUCH_AS[String(expected)] ?? ''}`,
  too_short: (name, min) => `${name} must be at least ${min} characters`,
  too_long: (name, max) => `${name} must be at most ${max} characters`,
  too_many_bytes: (name, max) => `${name} must be at most ${max} bytes in UTF-8`,
  format: (name) => (name === 'email' ? 'email must be a valid email address' : `${name} is invalid`),
  one_of: (name, values) =>
    values === undefined ? `${name} is invalid` : `${name} must be one of: ${list(values)}`,
  range: (name, bounds) => `${name} must be ${bounds}`,
  future: (name) => `${name} must be in the future`,
  taken: (name) => `${name} is taken`,
  lacks: (name, kind) => `${name} must include at least one ${kind}`,
  excludes: (name, other) =>
    `${name} cannot be changed${other === undefined ? '' : ` together with ${other}`}`,
  too_common: (name) => `${name} is too common`,
  contains_context: (name) =>
    `${name} must not contain the username, the email address or the name of this service`,
  reused: (name) => `${name} was used before`,
};

/** A problem as a sentence in plain English, for the dialects that say no other; `name` is the field's on the wire. */
export const sentence = ({ rule, expected }: Issue, name: string): string => PHRASES[rule](name, expected);

/** The first problem as a sentence (wire contract); fields by these names, else by their own in snake case. */
export const firstProblem = ({ details }: AppError, names: Readonly<Record<string, string>> = {}): string => {
  const issue = details.issues?.[0];
  return issue ? sentence(issue, names[issue.field] ?? snake(issue.field)) : 'Invalid request';
};

/** The budget in words (seed 001). */
export const overLimit = ({ details: { quota } }: AppError): string =>
  quota
    ? `Rate limit exceeded: Maximum ${quota.limit} requests per ${quota.per} allowed.`
    : 'Rate limit exceeded';

const useInstead = ({ details: { instead } }: AppError): string =>
  instead === undefined ? '' : `: use ${instead} instead`;

/** That a spelling is gone for good, and what to call in its place. */
export const gone = (error: AppError): string => `Gone${useInstead(error)}`;

/** That a spelling is gone for a while. */
export const brownedOut = (error: AppError): string => {
  const { until } = error.details;
  const window = until === undefined ? 'brownout' : `brownout until ${wholeSeconds(until)}`;
  return `Temporarily gone (${window})${useInstead(error)}`;
};

/** The sentence with a small letter at its beginning. */
export const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
