import { groupBy } from '../../group-by';
import type { Route } from '../../route';

/** The routes of one URL and method: one operation of a document. */
export interface RouteGroup {
  /** Several where the body decides. */
  readonly routes: readonly [Route, ...Route[]];
  /** The one that stands for all: that for all other bodies, where the body decides. */
  readonly main: Route;
  readonly operationId: string;
  /** The canonical spelling and its `operationId`, where this is another. */
  readonly aliasOf: { readonly spelling: string; readonly operationId: string } | null;
}

const keyOf = ({ method, path }: Route): string => `${method} ${path}`;

const canonicalKeyOf = ({ binding, canonicalPath }: Route): string =>
  `${binding.spellings[0]?.split(' ')[0]} ${canonicalPath}`;

/** `PUT /api/users/update/{id}` → `put-users-update-id` */
const slugOf = ({ method, path, dialect }: Route): string =>
  `${method.toLowerCase()}${path.slice(dialect.prefix.length).replace(/[^A-Za-z0-9]+/g, '-')}`.replace(
    /-$/,
    '',
  );

const nameOf = ({ dialect, binding }: Route): string => `${dialect.name}.${binding.operation}`;

const mainOf = (routes: readonly [Route, ...Route[]]): Route =>
  routes.find(({ binding }) => !binding.when) ?? routes[0];

/** The groups of routes in the order of the table, with ids that no other spelling has. */
export const groupRoutes = (routes: readonly Route[]): RouteGroup[] => {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const groups = [...groupBy(routes, keyOf)] as [string, [Route, ...Route[]]][];
  for (const [key, same] of groups) {
    const main = mainOf(same);
    const isFirst = key === canonicalKeyOf(main) && !taken.has(nameOf(main));
    const id = isFirst ? nameOf(main) : `${nameOf(main)}.${slugOf(main)}`;
    taken.add(id);
    ids.set(key, id);
  }
  return groups.map(([key, same]) => {
    const main = mainOf(same);
    const canonical = canonicalKeyOf(main);
    return {
      routes: same,
      main,
      operationId: ids.get(key) ?? '',
      aliasOf: key === canonical ? null : { spelling: canonical, operationId: ids.get(canonical) ?? '' },
    };
  });
};
