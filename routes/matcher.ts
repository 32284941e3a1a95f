import type { HttpMethod } from './binding';
import { parseTemplate, splitPath } from './path';
import type { Route } from './route';

/** What a path leads to: for each method its routes, the guarded ones (`when`) first. */
export interface Match {
  readonly params: Readonly<Record<string, string>>;
  readonly byMethod: ReadonlyMap<HttpMethod, readonly Route[]>;
}

export interface Matcher {
  /** The most literal template that the path fits, whatever the method; null when there is none. */
  match(path: string): Match | null;
}

interface Node {
  readonly literals: Map<string, Node>;
  parameter: Node | null;
  readonly routes: Map<HttpMethod, Route[]>;
}

const createNode = (): Node => ({ literals: new Map(), parameter: null, routes: new Map() });

const childFor = (node: Node, segment: ReturnType<typeof parseTemplate>[number]): Node => {
  if (segment.kind === 'parameter') {
    node.parameter ??= createNode();
    return node.parameter;
  }
  const child = node.literals.get(segment.text) ?? createNode();
  node.literals.set(segment.text, child);
  return child;
};

const add = (root: Node, route: Route): void => {
  const leaf = parseTemplate(route.path).reduce(childFor, root);
  const routes = leaf.routes.get(route.method) ?? [];
  leaf.routes.set(route.method, route.binding.when ? [route, ...routes] : [...routes, route]);
};

/**
 * Walks literals before parameters, segment by segment from the left, so that of two templates the more literal wins for
 * every method: `DELETE /api/users/list` is a wrong method, not the id `list`. Its cost is the path's, not the table's.
 */
const find = (node: Node, segments: readonly string[], depth: number): Node | null => {
  const segment = segments[depth];
  if (segment === undefined) return node.routes.size > 0 ? node : null;
  const literal = node.literals.get(segment);
  const found = literal && find(literal, segments, depth + 1);
  if (found) return found;
  return node.parameter && segment !== '' ? find(node.parameter, segments, depth + 1) : null;
};

const readParams = (route: Route, segments: readonly string[]): Record<string, string> => {
  const params: Record<string, string> = {};
  parseTemplate(route.path).forEach((segment, index) => {
    if (segment.kind === 'parameter') params[segment.name] = segments[index] ?? '';
  });
  return params;
};

/** A matcher over the routes of a table. */
export const createMatcher = (routes: readonly Route[]): Matcher => {
  const root = createNode();
  for (const route of routes) add(root, route);
  return {
    match(path) {
      const segments = splitPath(path);
      const leaf = find(root, segments, 0);
      const first = leaf?.routes.values().next().value?.[0];
      if (!leaf || !first) return null;
      return { params: readParams(first, segments), byMethod: leaf.routes };
    },
  };
};
