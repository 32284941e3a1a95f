import { ROLE_NAMES } from '../../src/domain/role';
import { HEX, type IdForm, INTEGER, ULID } from '../locator';
import type { JsonSchema } from '../wire';

/** A text of at most so many code points. */
export const textOf = (maxLength: number): JsonSchema => ({ type: 'string', maxLength });

/** The same, or null where there is nothing. */
export const orNull = (schema: JsonSchema): JsonSchema => {
  const { type, enum: words } = schema;
  return {
    ...schema,
    ...(type !== undefined && { type: [type, 'null'].flat() as string[] }),
    ...(Array.isArray(words) && { enum: [...words, null] }),
  };
};

/** Longest form of a time: microseconds and offset. */
const TIME_LENGTH = '2026-02-08T04:36:57.123456+00:00'.length;

export const TIME: JsonSchema = { type: 'string', format: 'date-time', maxLength: TIME_LENGTH };
export const TIME_OR_NULL: JsonSchema = orNull(TIME);
export const YES_NO: JsonSchema = { type: 'boolean' };
/** How often something happened. */
export const COUNT: JsonSchema = { type: 'integer', minimum: 0 };
/** Roles as a set, in rank order. */
export const ROLES: JsonSchema = {
  type: 'array',
  items: { type: 'string', enum: ROLE_NAMES },
  maxItems: ROLE_NAMES.length,
  uniqueItems: true,
};

const text = (pattern: RegExp, maxLength: number): JsonSchema => ({
  type: 'string',
  pattern: pattern.source,
  maxLength,
});

const ANY = new RegExp([INTEGER, ULID, HEX].map(({ source }) => `(?:${source})`).join('|'));

const IDS: Readonly<Record<IdForm, JsonSchema>> = {
  integer: { type: 'integer', format: 'int64', minimum: 1 },
  ulid: text(ULID, 26),
  hex: text(HEX, 24),
  any: text(ANY, 26),
};

/** What an id of a form looks like. */
export const idOf = (form: IdForm): JsonSchema => IDS[form];

/** Longest text of an IP address: IPv4 in IPv6. */
const ADDRESS_LENGTH = 45;

/** Where a call came from; the machine's own calls have a word instead. */
export const ADDRESS: JsonSchema = textOf(ADDRESS_LENGTH);

/** An access token: a JWT. */
export const ACCESS_TOKEN: JsonSchema = {
  type: 'string',
  maxLength: 2048,
  description: 'Stands in the Authorization header after "Bearer "',
};

/** The secret of an API token or a refresh token. */
export const SECRET: JsonSchema = textOf(512);
