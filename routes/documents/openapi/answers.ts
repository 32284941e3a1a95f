import { STATUS_CODES } from 'node:http';
import { groupBy } from '../../group-by';
import type { Route } from '../../route';
import type { JsonSchema } from '../../wire';
import type { SharedParts } from './components';
import { validatorHeaders } from './conditional';
import type { ApiResponse, Reference } from './format';
import type { RouteGroup } from './groups';
import { headerReferences } from './headers';
import { replayHeaders } from './idempotency';
import { lifecycleHeaders } from './lifecycle-headers';
import { variantNames } from './variants';

const oneOf = (schemas: readonly JsonSchema[]): JsonSchema => {
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  return distinct.length === 1 ? (distinct[0] as JsonSchema) : { oneOf: distinct };
};

const responseOf = (status: number, same: readonly Route[], parts: SharedParts): ApiResponse => {
  const [{ dialect }] = same as [Route];
  const told = same.map(({ binding }) => binding.told);
  const names = variantNames(same);
  const more = [
    ...new Set(told.flatMap(({ headers = [] }) => headers)),
    ...validatorHeaders(same),
    ...replayHeaders(same),
  ];
  return {
    description: STATUS_CODES[status] ?? 'Done',
    headers: headerReferences(dialect, more, parts, lifecycleHeaders(same)),
    content: {
      'application/json': {
        schema: oneOf(told.map(({ schema }) => parts.schema(schema, 'answer'))),
        examples: Object.fromEntries(told.map(({ example }, index) => [names[index], { value: example }])),
      },
    },
  };
};

/** The answers of routes when all is well, by status. */
export const successResponses = (
  { routes, main }: RouteGroup,
  parts: SharedParts,
): Record<string, Reference> =>
  Object.fromEntries(
    [...groupBy(routes, ({ binding }) => binding.status)].map(([status, same]) => {
      const name = `${main.dialect.name}.${main.binding.operation}.${status}`;
      return [String(status), parts.response(name, responseOf(status, same, parts))];
    }),
  );
