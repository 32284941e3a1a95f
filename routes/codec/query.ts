import { AppError, type Issue } from '../../src/domain/error';
import { type Instant, parseRfc3339, toInstant } from '../../src/domain/instant';
import { isStorable } from '../../src/domain/text';
import type { JsonSchema, WireRequest } from '../wire';

/** A query parameter, for documents and translations. */
export interface QueryParameter {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly says: string;
  /** What of the operation's input it gives: a key of it, or `filter.` and a key of the filter. */
  readonly to: string;
  /** Domain → wire, undefined for what it cannot say. Without it the value as text. */
  readonly write?: (value: unknown) => string | undefined;
}

/** What a query may hold. */
export type QueryTable = readonly QueryParameter[];

/** Throws `invalid_fields` with this one issue. */
export const refuse = (issue: Issue): never => {
  throw new AppError('invalid_fields', { issues: [issue] });
};

/** One query parameter; undefined when absent. Throws `invalid_fields` when it is given twice or holds NUL. */
export const queryText = (request: WireRequest, name: string): string | undefined => {
  const value = request.query[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !isStorable(value)) return refuse({ field: name, rule: 'format' });
  return value;
};

/** A query parameter out of a closed list, as the domain's word for it. */
export const queryChoice = <T>(
  request: WireRequest,
  name: string,
  choices: Readonly<Record<string, T>>,
): T | undefined => {
  const value = queryText(request, name);
  if (value === undefined) return undefined;
  if (!Object.hasOwn(choices, value))
    return refuse({ field: name, rule: 'one_of', expected: Object.keys(choices) });
  return choices[value];
};

/** A whole number in a range, in plain decimal digits. */
export const queryInteger = (
  request: WireRequest,
  name: string,
  range: { readonly min: number; readonly max: number },
): number | undefined => {
  const value = queryText(request, name);
  if (value === undefined) return undefined;
  const number = /^(0|[1-9]\d{0,15})$/.test(value) ? Number(value) : Number.NaN;
  const isInRange = number >= range.min && number <= range.max;
  return isInRange
    ? number
    : refuse({ field: name, rule: 'range', expected: `from ${range.min} to ${range.max}` });
};

/** A point in time, RFC 3339. */
export const queryTime = (request: WireRequest, name: string): Instant | undefined => {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  const date = parseRfc3339(text);
  return date ? toInstant(date) : refuse({ field: name, rule: 'type', expected: 'time' });
};
