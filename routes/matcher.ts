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
  /** Which segments of a path that leads here are parameters, and of what names: those of the first route. */
  parameters: readonly { readonly name: string; readonly index: number }[];
}

const createNode = (): Node => ({ literals: new Map(), parameter: null, routes: new Map(), parameters: [] });

const parametersOf = (template: string): Node['parameters'] =>
  parseTemplate(template).flatMap((segment, index) =>
    segment.kind === 'parameter' ? [{ name: segment.name, index }] : [],
  );

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
  if (leaf.routes.size === 0) leaf.parameters = parametersOf(route.path);
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

const readParams = ({ parameters }: Node, segments: readonly string[]): Record<string, string> => {
  const params: Record<string, string> = {};
  for (const { name, index } of parameters) params[name] = segments[index] ?? '';
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
      return leaf && { params: readParams(leaf, segments), byMethod: leaf.routes };
    },
  };
};
