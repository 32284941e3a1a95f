import { TAGGED } from '../../src/domain/entity-tag';
import type { Instant } from '../../src/domain/instant';
import { ROLE_NAMES } from '../../src/domain/role';
import type { User, UserField } from '../../src/domain/user';
import type { Showable } from '../losses';
import type { JsonSchema } from '../wire';
import { type Field, looksAt, type Shape } from './fields';
import { toJsonSchema } from './json-schema';
import { userSchemas } from './schemas';
import { TIME, TIME_OR_NULL } from './wire-types';

type TextField = keyof typeof userSchemas & Showable;

/** What stands in a text field of a user: whatever may be written there. */
export const textField = (field: TextField): JsonSchema => toJsonSchema(userSchemas[field]);

const isText = (field: Showable): field is TextField => Object.hasOwn(userSchemas, field);

interface Look {
  /** Needed for all but text fields. */
  readonly schema?: JsonSchema;
  readonly example: unknown;
}

/** A field that stands on the wire as it is in the domain. */
export const asItIs = (key: string, field: Showable, look: Look): Field<User> => ({
  key,
  of: (user) => user[field],
  looksAt: [field],
  schema: look.schema ?? (isText(field) ? textField(field) : {}),
  example: look.example,
  shows: field,
});

/** The email under its usual key. */
export const emailField = (example: string): Field<User> => asItIs('email', 'email', { example });

/** An id under the key that it has everywhere. */
export const idField = (field: 'id' | 'ulid' | 'hexId', look: Required<Look>): Field<User> => ({
  key: 'id',
  of: (user) => user[field],
  looksAt: [field],
  ...look,
});

/** What a user is called: its name, or where it was never given one its username. */
export const nameField = (example: string): Field<User> => ({
  key: 'name',
  of: (user) => user.name ?? user.username,
  looksAt: ['name', 'username'],
  schema: textField('name'),
  example,
  shows: 'name',
});

/** The primary role, where a dialect knows one role only. */
export const roleField = (example: string): Field<User> => ({
  key: 'role',
  of: (user) => user.roles[0],
  looksAt: ['roles'],
  schema: { type: 'string', enum: ROLE_NAMES },
  example,
  shows: 'roles',
  read: (wire) => [wire],
  isPartial: true,
});

type TimeOf = (instant: Instant) => string;

/** A time that every user has. */
export const timeField = (
  key: string,
  field: 'createdAt' | 'updatedAt',
  format: TimeOf,
  example: string,
): Field<User> => ({ ...asItIs(key, field, { schema: TIME, example }), of: (user) => format(user[field]) });

/** The last sign-in; before the first the key is left out, or null where that is the dialect's way. */
export const lastSignInField = (
  key: string,
  format: TimeOf,
  { example, before }: { readonly example: string; readonly before: undefined | null },
): Field<User> => ({
  key,
  of: ({ lastSignInAt }) => (lastSignInAt === null ? before : format(lastSignInAt)),
  looksAt: ['lastSignInAt'],
  schema: before === null ? TIME_OR_NULL : TIME,
  example,
  shows: 'lastSignInAt',
  ...(before === undefined && { isOptional: true }),
  read: (wire) => wire ?? null,
});

/**
 * What an answer of this shape asks of a read of one user: the fields that it shows and those that its tag is made of, all of
 * them where the shape does not say.
 */
export const readingFor = (shape: Shape<User>): (() => { readonly reads?: readonly UserField[] }) => {
  const shown = looksAt(shape);
  const asked = shown ? { reads: [...new Set([...shown, ...TAGGED])] } : {};
  return () => asked;
};
