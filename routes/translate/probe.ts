import type { Binding } from '../binding';
import type { BodyField } from '../codec/body';
import { toJsonSchema } from '../codec/json-schema';
import type { IdForm, NamedLocator } from '../locator';
import type { WireRequest } from '../wire';

// A decoder judges whole requests. Where a name to fill in or a value that it refuses stands, something that it accepts
// is put in its place, and what that decodes to is taken out again.

const IDS: Readonly<Record<IdForm, string>> = {
  integer: '1',
  any: '1',
  ulid: '00000000000000000000000000',
  hex: '000000000000000000000000',
};

const VALUES: readonly unknown[] = [
  'stand-in',
  'stand-in@example.com',
  'Stand-in-1',
  '1',
  '9999-12-31T00:00:00Z',
  1,
  true,
  ['user'],
  ['stand-in'],
];

/** A value that a field of a binding takes. Throws an `Error` for one that takes none of those that are known. */
export const standInFor = ({ body }: Binding, { key, to, schema, example }: BodyField): unknown => {
  const fits = (value: unknown): boolean =>
    body?.collect({ [key]: value }).found.issues.every(({ field }) => field !== to) ?? false;
  const words = toJsonSchema(schema)['enum'];
  const known = [example, ...(Array.isArray(words) ? words : []), ...VALUES];
  const value = known.find((one) => one !== undefined && one !== null && fits(one));
  if (value === undefined) throw new Error(`nothing is known that ${key} takes`);
  return value;
};

/** A body as an object; an empty one where there is none. */
export const asFields = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};

const idsIn = (binding: Binding, place: NamedLocator['in']): Record<string, string> =>
  Object.fromEntries(
    Object.values(binding.at).flatMap((locator) =>
      locator.in === place ? [[locator.name, IDS[locator.form]]] : [],
    ),
  );

/** What a request of a binding says, whatever it is aimed at. Throws what the decoder throws. */
export const inputOf = (binding: Binding, query: WireRequest['query'], body: unknown): unknown => {
  const inBody = idsIn(binding, 'body');
  return binding.inputOf({
    path: '/',
    params: idsIn(binding, 'path'),
    query: { ...query, ...idsIn(binding, 'query') },
    body: Object.keys(inBody).length > 0 ? { ...asFields(body), ...inBody } : body,
    callerId: 1,
  });
};

/** Whether a binding takes a request without a body. */
export const takesNoBody = ({ body }: Binding): boolean => {
  try {
    return !body || body.collect(undefined).found.issues.length === 0;
  } catch {
    return false;
  }
};
