import type { Json, JsonSchema } from '../../routes/wire';
import type { Cast } from './cast';
import type { Draw } from './draw';

/** What of the directory stands for the fields of this name; null where nothing does. */
const known = (name: string, cast: Cast, draw: Draw): Json | null => {
  const user = draw.pick(cast.users);
  const values: Readonly<Record<string, () => Json>> = {
    username: () => (draw.chance(0.5) ? user.username : cast.newName()),
    identifier: () => user.username,
    email: () => `${draw.chance(0.5) ? user.username : cast.newName()}@example.com`,
    name: () => cast.newName(),
    password: () => user.password,
    current_password: () => user.password,
    mobile: () => user.phone,
    user_id: () => user.id,
    token_id: () => draw.pick(cast.tokenIds),
    policy_id: () => draw.pick(cast.policyIds),
  };
  return Object.hasOwn(values, name) ? (values[name]?.() ?? null) : null;
};

const numberBetween = ({ minimum, maximum }: JsonSchema, draw: Draw): number => {
  const least = typeof minimum === 'number' ? minimum : -5;
  const most = typeof maximum === 'number' ? maximum : least + 100;
  return draw.pick([least, most, least + draw.below(Math.max(1, Math.min(most - least, 1000)))]);
};

const textOf = ({ format, minLength }: JsonSchema, draw: Draw): string => {
  if (format === 'date-time') return draw.pick(['2030-06-15T10:30:45Z', '2020-01-01T00:00:00.000001+02:00']);
  const least = typeof minLength === 'number' ? minLength : 0;
  return 'x'.repeat(least + draw.below(12));
};

const typeOf = ({ type }: JsonSchema, draw: Draw): unknown =>
  Array.isArray(type) ? draw.pick(type) : (type ?? 'string');

const byType = (schema: JsonSchema, draw: Draw): Json => {
  const items = (schema['items'] ?? {}) as JsonSchema;
  switch (typeOf(schema, draw)) {
    case 'boolean':
      return draw.chance(0.5);
    case 'integer':
    case 'number':
      return numberBetween(schema, draw);
    case 'array':
      return Array.from({ length: 1 + draw.below(3) }, () => valueFor('', items, draw));
    case 'null':
      return null;
    case 'object':
      return {};
    default:
      return textOf(schema, draw);
  }
};

/** A value that a schema describes, more or less: patterns are left to its examples. */
export const valueFor = (name: string, schema: JsonSchema, draw: Draw, cast?: Cast): Json => {
  const own = cast && draw.chance(0.7) ? known(name, cast, draw) : null;
  if (own !== null) return own;
  if ('const' in schema) return schema['const'] as Json;
  if (Array.isArray(schema['enum'])) return draw.pick(schema['enum'] as readonly Json[]);
  const examples = schema['examples'];
  return Array.isArray(examples) && draw.chance(0.5)
    ? draw.pick(examples as readonly Json[])
    : byType(schema, draw);
};

/** A body that a schema describes: what must be there, and some of the rest. */
export const bodyFrom = (schema: JsonSchema, draw: Draw, cast: Cast): Record<string, Json> => {
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
  return Object.fromEntries(
    properties
      .filter(([name]) => required.includes(name) || draw.chance(0.6))
      .map(([name, property]) => [name, valueFor(name, property, draw, cast)]),
  );
};
