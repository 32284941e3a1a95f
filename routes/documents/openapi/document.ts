import { groupBy } from '../../group-by';
import type { Route } from '../../route';
import type { Json } from '../../wire';
import { createSharedParts } from './components';
import type { ApiOperation, OpenApiDocument, Paths } from './format';
import { groupRoutes, type RouteGroup } from './groups';
import { createExchanges, operationOf } from './operation';
import { tagsOf } from './tags';

const LICENSE = { name: 'UNLICENSED', identifier: 'LicenseRef-UNLICENSED' } as const;
const CONTACT = { name: 'Whoever runs this directory' } as const;

/** Relative: wherever the document was got from, there the API is. */
const SERVER = {
  url: '/',
  description: 'The server that this document is from, local or in production',
  'x-internal': false,
} as const;

const BEARER = {
  type: 'http',
  scheme: 'bearer',
  description:
    'An access token from a sign-in (a JWT, handled as RFC8725 says) or an API token. Either is good in every dialect.',
} as const;

const DESCRIPTION = [
  'One directory of users, in every dialect that its clients already speak. The same operation has the same effect',
  'however it is spelled: `x-roster-operation` names it. Keys of a body that no schema names are ignored.',
].join(' ');

const infoOf = (dialects: readonly string[], version: string): Json => ({
  title: dialects.length === 1 ? `Roster: ${dialects[0]}` : 'Roster',
  version,
  description: `${DESCRIPTION}\n\nDialects: ${dialects.join(', ')}.`,
  contact: CONTACT,
  license: LICENSE,
});

interface Entry {
  readonly group: RouteGroup;
  readonly operation: ApiOperation;
}

const pathsOf = (entries: readonly Entry[]): Paths =>
  Object.fromEntries(
    [...groupBy(entries, ({ group }) => group.main.path)].map(([path, same]) => [
      path,
      Object.fromEntries(same.map(({ group, operation }) => [group.main.method.toLowerCase(), operation])),
    ]),
  );

/**
 * The OpenAPI document of routes, of one dialect or several. The same routes make the same document, but for the spellings
 * whose deprecation began in between.
 */
export const openApiDocument = (
  routes: readonly Route[],
  version: string,
  now = new Date(),
): OpenApiDocument => {
  const partsOf = createSharedParts();
  const exchangeOf = createExchanges();
  const entries = groupRoutes(routes).map((group) => ({
    group,
    operation: operationOf(group, exchangeOf(group, partsOf(group.main.dialect.name)), now),
  }));
  const dialects = [...new Set(routes.map(({ dialect }) => dialect.name))];
  return {
    openapi: '3.1.0',
    info: infoOf(dialects, version),
    servers: [SERVER],
    tags: tagsOf(entries.map(({ group }) => group.main.binding.operation)),
    security: [{ bearer: [] }],
    paths: pathsOf(entries),
    components: { ...partsOf('').all(), securitySchemes: { bearer: BEARER } },
  };
};
