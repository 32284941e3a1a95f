import type { Route } from '../route';
import { asFields } from './probe';
import { hasOpen } from './reading/placeholder';
import { refuseText } from './reading/refusal';

/** A field by whose value the bodies of one URL are told apart, and what may stand in it. */
interface TellingField {
  readonly field: string;
  readonly values: readonly string[];
}

const tellingFieldOf = (routes: readonly Route[]): TellingField | null => {
  const conditions = routes.flatMap(({ binding: { when } }) => (when && 'field' in when ? [when] : []));
  const [first] = conditions;
  return first ? { field: first.field, values: conditions.map(({ equals }) => equals).sort() } : null;
};

const valueIn = (routes: readonly Route[], body: unknown): { of: TellingField; value: unknown } | null => {
  const of = tellingFieldOf(routes);
  const value = of && asFields(body)[of.field];
  return of && value !== undefined && value !== '' ? { of, value } : null;
};

/** Whether what tells bodies apart is left to be filled in, so that it could be any of the routes. */
export const isUntold = (routes: readonly Route[], body: unknown): boolean =>
  hasOpen(valueIn(routes, body)?.value);

/** Throws `invalid_fields` where a body is told apart by a value that no route of its URL has. */
export const assertTold = (routes: readonly Route[], body: unknown): void => {
  const given = valueIn(routes, body);
  if (!given || given.of.values.includes(String(given.value))) return;
  const { of, value } = given;
  const told = typeof value === 'string' ? value : JSON.stringify(value);
  const why = hasOpen(value) ? 'is to be filled in first' : 'is none of them';
  refuseText(`one whose ${of.field} is one of: ${of.values.join(', ')}; ${told.slice(0, 100)} ${why}`);
};
