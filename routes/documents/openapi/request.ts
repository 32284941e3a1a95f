import type { Binding } from '../../binding';
import { bodySchema } from '../../codec/body-schema';
import { idOf } from '../../codec/wire-types';
import type { Target } from '../../locator';
import type { Route } from '../../route';
import type { Json, JsonSchema } from '../../wire';
import { exampleIds, exampleRequest } from '../example-request';
import type { SharedParts } from './components';
import { preconditionParameters } from './conditional';
import type { MediaType, Parameter, Reference } from './format';
import type { RouteGroup } from './groups';
import { idempotencyParameters } from './idempotency';
import { variantNames } from './variants';

const WHAT: Readonly<Record<Target, string>> = {
  user: 'The user',
  token: 'The API token',
  policy: 'The policy',
  session: 'The session',
};

const idParameters = (binding: Binding, parts: SharedParts): Parameter[] =>
  Object.entries(binding.at).flatMap(([target, locator]) => {
    if (locator.in !== 'path' && locator.in !== 'query') return [];
    const { name, form } = locator;
    return [
      {
        name,
        in: locator.in,
        required: true,
        description: `${WHAT[target as Target]}, by ${form === 'any' ? 'any of its ids' : `its ${form} id`}`,
        schema: parts.schema(idOf(form), 'query'),
        example: exampleIds(binding, locator.in)[name] as Json,
      },
    ];
  });

const queryParameters = ({ query = [] }: Binding, parts: SharedParts): Parameter[] =>
  query.map(({ name, schema, says }) => ({
    name,
    in: 'query',
    required: false,
    description: says,
    schema: parts.schema(schema, 'query'),
  }));

/** What stands in the URL and in headers. Routes that the body decides between have the same in the URL. */
export const parametersOf = ({ main: { binding }, routes }: RouteGroup, parts: SharedParts): Parameter[] => [
  ...idParameters(binding, parts),
  ...queryParameters(binding, parts),
  ...preconditionParameters(routes),
  ...idempotencyParameters(routes),
];

const anyOf = (schemas: readonly JsonSchema[]): JsonSchema =>
  schemas.length === 1 ? (schemas[0] as JsonSchema) : { anyOf: schemas };

/** Objects that have a key with something in it. */
const filled = (key: string): JsonSchema => ({
  required: [key],
  properties: { [key]: { not: { enum: [null, ''] } } },
});

const conditionOf = ({ when }: Binding): JsonSchema | null => {
  if (!when) return null;
  return 'given' in when
    ? anyOf(when.given.map(filled))
    : { required: [when.field], properties: { [when.field]: { const: when.equals } } };
};

const NO_FIELDS = { fields: [], required: [], needs: [] };

/** The body of one route: its fields, the ids in it, and what the URL's routes are told apart by. */
const schemaOf = (route: Route, others: readonly Route[]): JsonSchema => {
  const { at, body, when } = route.binding;
  const ids = Object.values(at).flatMap((locator) => (locator.in === 'body' ? [locator] : []));
  const keys: Record<string, JsonSchema> = {
    ...(when && 'field' in when && { [when.field]: { const: when.equals } }),
    ...Object.fromEntries(ids.map(({ name, form }) => [name, idOf(form)])),
  };
  const excluded = when
    ? []
    : others.map(({ binding }) => conditionOf(binding)).filter((condition) => condition !== null);
  return {
    ...bodySchema(body ?? NO_FIELDS, keys, when && 'given' in when ? [anyOf(when.given.map(filled))] : []),
    ...(excluded.length > 0 && { not: anyOf(excluded) }),
  };
};

const hasBody = ({ at, body, when }: Binding): boolean =>
  body !== undefined || when !== undefined || Object.values(at).some((locator) => locator.in === 'body');

const isRequired = ({ at, body, when }: Binding): boolean =>
  when !== undefined ||
  Object.values(at).some((locator) => locator.in === 'body') ||
  (body !== undefined && (!body.isOptional || body.required.length > 0 || body.needs.length > 0));

const mediaTypeOf = (routes: readonly Route[], parts: SharedParts): MediaType => {
  const schemas = routes.map((route) =>
    parts.schema(
      schemaOf(
        route,
        routes.filter((other) => other !== route),
      ),
      'body',
    ),
  );
  const names = variantNames(routes);
  const examples = routes.map((route) => exampleRequest(route).body ?? {});
  return {
    schema: schemas.length === 1 ? (schemas[0] as JsonSchema) : { oneOf: schemas },
    examples: Object.fromEntries(examples.map((value, index) => [names[index], { value }])),
  };
};

/** The body of an operation; null where none is read. Of several routes the body is one of theirs. */
export const requestBodyOf = (
  { routes, main: { dialect, binding, method } }: RouteGroup,
  parts: SharedParts,
): Reference | null => {
  if (method === 'GET' || !routes.some((route) => hasBody(route.binding))) return null;
  const media = mediaTypeOf(routes, parts);
  return parts.requestBody(`${dialect.name}.${binding.operation}`, {
    required: routes.every((route) => isRequired(route.binding)),
    content: {
      'application/json': media,
      ...(routes.some((route) => route.binding.acceptsForms) && {
        'application/x-www-form-urlencoded': media,
      }),
    },
  });
};
