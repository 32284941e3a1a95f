import Joi from 'joi';
import type { Issue } from '../../src/domain/error';
import { parseRfc3339, toInstant } from '../../src/domain/instant';
import {
  EMAIL_PATTERN,
  emailProblem,
  employeeIdProblem,
  HANDLE_PATTERN,
  LIMITS,
  nameProblem,
  passwordProblem,
  phoneProblem,
  usernameProblem,
} from '../../src/domain/user-rules';
import type { JsonSchema } from '../wire';

type Problem = Omit<Issue, 'field'>;

/** The joi error code under which a rule of the domain travels. */
export const PROBLEM = 'roster.problem';

type Judge = (text: string) => { readonly value: unknown } | { readonly problem: Problem };

// Not `Joi.string().allow('')`: what is allowed by name skips every rule, and the empty text must be judged like any.
const judged = (judge: Judge, json: JsonSchema): Joi.AnySchema =>
  Joi.any()
    .custom((value: unknown, helpers) => {
      if (typeof value !== 'string') return helpers.error('string.base');
      const verdict = judge(value);
      return 'problem' in verdict ? helpers.error(PROBLEM, verdict) : verdict.value;
    })
    .meta({ json });

/**
 * A string that a rule of the domain judges: the type is checked here, the content there. `json` tells of the rule what
 * JSON Schema can.
 */
export const ruled = (rule: (text: string) => Problem | null, json: JsonSchema = {}): Joi.AnySchema =>
  judged(
    (text) => {
      const problem = rule(text);
      return problem ? { problem } : { value: text };
    },
    { type: 'string', ...json },
  );

const upTo = (maxLength: number): JsonSchema => ({ minLength: 1, maxLength });

/** A new password, as far as all dialects agree. */
export const PASSWORD: JsonSchema = {
  type: 'string',
  format: 'password',
  minLength: LIMITS.passwordMin,
  maxLength: LIMITS.passwordBytes,
  description: `At most ${LIMITS.passwordBytes} bytes in UTF-8`,
};

/** The base rules of the directory's fields, the same in every dialect. */
export const userSchemas = {
  username: ruled(usernameProblem, { pattern: HANDLE_PATTERN, ...upTo(LIMITS.username) }),
  name: ruled(nameProblem, upTo(LIMITS.name)),
  // As its JSON Schema has it, `email` would be ASCII alone.
  email: ruled(emailProblem, { format: 'idn-email', pattern: EMAIL_PATTERN, ...upTo(LIMITS.email) }),
  phone: ruled(phoneProblem, { maxLength: LIMITS.phone }),
  employeeId: ruled(employeeIdProblem, { pattern: HANDLE_PATTERN, ...upTo(LIMITS.employeeId) }),
  password: ruled(passwordProblem, PASSWORD),
} as const;

/** One of some words, decoded to what each stands for; `write` is the way back. */
export const choice = <T>(words: Readonly<Record<string, T>>) => ({
  schema: judged(
    (text) =>
      Object.hasOwn(words, text)
        ? { value: words[text] }
        : { problem: { rule: 'one_of', expected: Object.keys(words) } },
    { type: 'string', enum: Object.keys(words) },
  ),
  write: (value: unknown): unknown => Object.keys(words).find((word) => words[word] === value),
});

/** A string whose content nobody judges here, such as a password at sign-in. */
export const anyText = (): Joi.AnySchema => ruled(() => null);

/** A new password that the operation judges alone: it knows the policy, of which the base rules are a part. */
export const newPassword = (): Joi.AnySchema => ruled(() => null, PASSWORD);

/** An RFC 3339 time with offset, decoded to an instant. */
export const time = (): Joi.AnySchema =>
  judged(
    (text) => {
      const date = parseRfc3339(text);
      return date ? { value: toInstant(date) } : { problem: { rule: 'type', expected: 'time' } };
    },
    { type: 'string', format: 'date-time' },
  );
