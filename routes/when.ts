/**
 * Tells bindings of one URL apart by the body: by the value of a field, or by whether any of some fields is given and not
 * blank, as the empty fields of a form are. A binding without it takes all other bodies.
 */
export type When =
  | { readonly field: string; readonly equals: string }
  | { readonly given: readonly string[] };

const BLANK: ReadonlySet<unknown> = new Set([null, undefined, '']);

const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};

/** Whether a body is what the binding is for. */
export const fulfils = (body: unknown, when: When): boolean => {
  const fields = fieldsOf(body);
  return 'given' in when
    ? when.given.some((name) => Object.hasOwn(fields, name) && !BLANK.has(fields[name]))
    : fields[when.field] === when.equals;
};

/** The fields that a body is told apart by. */
export const fieldsRead = (when: When): string => ('given' in when ? when.given.join(' or ') : when.field);

/** The condition in words, for documents and messages. */
export const describeWhen = (when: When): string =>
  'given' in when ? `${when.given.join(' or ')} is given` : `${when.field}=${when.equals}`;
