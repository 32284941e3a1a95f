import Joi from 'joi';
import { AppError, type Issue } from '../../src/domain/error';
import { PROBLEM } from './schemas';

/** A body field: its key on the wire, the name it has in the domain, and what may stand in it. */
export interface BodyField {
  readonly key: string;
  readonly to: string;
  readonly schema: Joi.Schema;
  readonly example?: unknown;
  /** Domain → wire, the way back from what the schema decodes; the same value unless said. */
  readonly write?: (value: unknown) => unknown;
  /** It can say only a part, such as one role of several: a declared loss of its dialect. */
  readonly isPartial?: true;
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
  /** Groups of keys of which one at least must be there; where none is, the first is the one that is missed. */
  readonly needs?: readonly (readonly [string, ...string[]])[];
  /** An absent body is as good as an empty object. */
  readonly isOptional?: boolean;
  /** What a dialect does to bodies before it judges them, such as trimming. */
  readonly prepare?: (body: Readonly<Record<string, unknown>>) => Record<string, unknown>;
}

/** What was right in a body, by domain names, and what was not. */
export interface Findings<T> {
  readonly fields: Partial<T>;
  readonly found: { readonly issues: readonly Issue[]; readonly given: readonly string[] };
}

/** What a body holds, for documents, translations and tests. */
export interface BodyTable {
  readonly fields: readonly BodyField[];
  readonly required: readonly string[];
  readonly needs: readonly (readonly string[])[];
  /** Nothing need be sent. */
  readonly isOptional: boolean;
  /** What is right in a body and what is not. Throws `malformed_body` for what is no object. */
  readonly collect: (body: unknown) => Findings<object>;
}

/**
 * A decoder of JSON bodies: wire keys in, domain names out, unknown keys dropped (they can never reach a column). Called,
 * it throws `malformed_body` for what is no object, `invalid_fields` with every problem in the order of the fields.
 */
export interface BodyDecoder<T> extends BodyTable {
  (body: unknown): T;
  /** Throws for what is no object alone: all other problems are told beside what was right. */
  readonly collect: (body: unknown) => Findings<T>;
}

const asObject = (body: unknown, { isOptional, prepare }: BodyRules): Record<string, unknown> => {
  const object = body === undefined && isOptional ? {} : body;
  if (!isObject(object)) throw new AppError('malformed_body');
  return prepare ? prepare(object) : object;
};

const schemaOf = (fields: readonly BodyField[], required: readonly string[]): Joi.ObjectSchema =>
  Joi.object(
    Object.fromEntries(
      fields.map(({ key, schema }) => [key, required.includes(key) ? schema.required() : schema]),
    ),
  );

/** The keys that are missed: the first of every group of which none is there. */
const missing = (object: object, needs: NonNullable<BodyRules['needs']>): string[] =>
  needs.filter((group) => !group.some((key) => Object.hasOwn(object, key))).map(([first]) => first);

const toMissing = (field: string): Issue => ({ field, rule: 'required' });

/** The names on the wire of the domain's fields, for sentences about them. */
export const wireNames = (...tables: readonly (readonly BodyField[])[]): Readonly<Record<string, string>> =>
  Object.fromEntries(tables.flat().map(({ to, key }) => [to, key]));

/** Makes the decoder of a field table. */
export const bodyDecoder = <T>(fields: readonly BodyField[], rules: BodyRules = {}): BodyDecoder<T> => {
  const { required = [], needs = [], isOptional = false } = rules;
  const schema = schemaOf(fields, required);
  const names = new Map(fields.map(({ key, to }) => [key, to]));
  const nameOf = (key: string): string => names.get(key) ?? key;
  const collect = (body: unknown): Findings<T> => {
    const object = asObject(body, rules);
    const { value, error } = schema.validate(object, OPTIONS);
    const bad = new Set(error?.details.map(({ path }) => String(path[0])));
    const wrong = (error?.details ?? []).map((detail) => ({
      field: nameOf(String(detail.path[0])),
      ...toProblem(detail),
    }));
    const issues = [...wrong, ...missing(object, needs).map(nameOf).map(toMissing)];
    const given = [...names].filter(([key]) => Object.hasOwn(object, key)).map(([, name]) => name);
    const right = Object.entries(value as object).filter(
      ([key, field]) => !bad.has(key) && field !== undefined,
    );
    return {
      fields: Object.fromEntries(right.map(([key, field]) => [nameOf(key), field])) as Partial<T>,
      found: { issues, given },
    };
  };
  const decode = (body: unknown): T => {
    const { fields: decoded, found } = collect(body);
    if (found.issues.length > 0) throw new AppError('invalid_fields', found);
    return decoded as T;
  };
  return Object.assign(decode, { fields, required, needs, isOptional, collect });
};
