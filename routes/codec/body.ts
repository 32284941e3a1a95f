import Joi from 'joi';
import { AppError, type Issue } from '../../src/domain/error';
import { PROBLEM } from './schemas';

/** A body field: its key on the wire, the name it has in the domain, and what may stand in it. */
export interface BodyField {
  readonly key: string;
  readonly to: string;
  readonly schema: Joi.Schema;
  readonly example?: unknown;
}

type Problem = Omit<Issue, 'field'>;

const BY_CODE: Record<string, (context: Record<string, unknown>) => Problem> = {
  [PROBLEM]: ({ problem }) => problem as Problem,
  'any.required': () => ({ rule: 'required' }),
  'any.only': ({ valids }) => ({ rule: 'one_of', expected: (valids as unknown[]).map(String) }),
  'string.max': ({ limit }) => ({ rule: 'too_long', expected: limit as number }),
  'string.empty': () => ({ rule: 'required' }),
  'number.min': ({ limit }) => ({ rule: 'range', expected: `at least ${limit}` }),
  'number.max': ({ limit }) => ({ rule: 'range', expected: `at most ${limit}` }),
  'number.integer': () => ({ rule: 'type', expected: 'integer' }),
  'number.unsafe': () => ({ rule: 'range', expected: `at most ${Number.MAX_SAFE_INTEGER}` }),
  'array.min': () => ({ rule: 'required' }),
};

/** `string.base` and its like: the type that was wanted is the first half of joi's code. */
const typeProblem = (code: string): Problem => {
  const type = code.split('.')[0] ?? 'value';
  return { rule: 'type', expected: type === 'number' ? 'integer' : type };
};

const toProblem = (detail: Joi.ValidationErrorItem): Problem => {
  const context: Record<string, unknown> = detail.context ?? {};
  if (context['value'] === null) return { rule: 'not_null' };
  return BY_CODE[detail.type]?.(context) ?? typeProblem(detail.type);
};

const OPTIONS: Joi.ValidationOptions = {
  abortEarly: false,
  convert: false,
  stripUnknown: true,
  errors: { render: false },
};

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/** Whether each field must be there (`create`) or may be left out (`update`). */
export interface BodyRules {
  readonly required?: readonly string[];
  /** An absent body is as good as an empty object. */
  readonly isOptional?: boolean;
}

/**
 * A decoder of JSON bodies: wire keys in, domain names out, unknown keys dropped (they can never reach a column). The
 * decoder throws `malformed_body` for what is no object, `invalid_fields` with every problem in the order of the fields.
 */
export const bodyDecoder = <T>(
  fields: readonly BodyField[],
  rules: BodyRules = {},
): ((body: unknown) => T) => {
  const required = new Set(rules.required ?? []);
  const keys = fields.map(
    ({ key, schema }) => [key, required.has(key) ? schema.required() : schema] as const,
  );
  const schema = Joi.object(Object.fromEntries(keys));
  const names = new Map(fields.map(({ key, to }) => [key, to]));
  const nameOf = (key: string): string => names.get(key) ?? key;
  return (body) => {
    if (body === undefined && rules.isOptional) return {} as T;
    if (!isObject(body)) throw new AppError('malformed_body');
    const { value, error } = schema.validate(body, OPTIONS);
    if (error) {
      const issues = error.details.map((detail) => ({
        field: nameOf(String(detail.path[0])),
        ...toProblem(detail),
      }));
      const given = [...names].filter(([key]) => Object.hasOwn(body, key)).map(([, name]) => name);
      throw new AppError('invalid_fields', { issues, given });
    }
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [nameOf(key), field])) as T;
  };
};
