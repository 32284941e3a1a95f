import Joi from 'joi';
import type { Issue } from '../../src/domain/error';
import { parseRfc3339, toInstant } from '../../src/domain/instant';
import {
  emailProblem,
  nameProblem,
  passwordProblem,
  phoneProblem,
  usernameProblem,
} from '../../src/domain/user-rules';

type Problem = Omit<Issue, 'field'>;

/** The joi error code under which a rule of the domain travels. */
export const PROBLEM = 'roster.problem';

type Judge = (text: string) => { readonly value: unknown } | { readonly problem: Problem };

// Not `Joi.string().allow('')`: what is allowed by name skips every rule, and the empty text must be judged like any.
const judged = (judge: Judge): Joi.AnySchema =>
  Joi.any().custom((value: unknown, helpers) => {
    if (typeof value !== 'string') return helpers.error('string.base');
    const verdict = judge(value);
    return 'problem' in verdict ? helpers.error(PROBLEM, verdict) : verdict.value;
  });

/** A string that a rule of the domain judges: the type is checked here, the content there. */
export const ruled = (rule: (text: string) => Problem | null): Joi.AnySchema =>
  judged((text) => {
    const problem = rule(text);
    return problem ? { problem } : { value: text };
  });

/** The base rules of the directory's fields, the same in every dialect. */
export const userSchemas = {
  username: ruled(usernameProblem),
  name: ruled(nameProblem),
  email: ruled(emailProblem),
  phone: ruled(phoneProblem),
  password: ruled(passwordProblem),
} as const;

/** A string whose content nobody judges here, such as a password at sign-in. */
export const anyText = (): Joi.AnySchema => ruled(() => null);

/** An RFC 3339 time with offset, decoded to an instant. */
export const time = (): Joi.AnySchema =>
  judged((text) => {
    const date = parseRfc3339(text);
    return date ? { value: toInstant(date) } : { problem: { rule: 'type', expected: 'time' } };
  });
