import type { Binding, HttpMethod, Spelling } from './binding';
import type { Area, Dialect } from './dialect';

/** One spelling of one binding in one dialect: what a request is matched with. */
export interface Route {
  readonly dialect: Dialect;
  readonly binding: Binding;
  readonly method: HttpMethod;
  /** The whole template, prefix included. */
  readonly path: string;
  /** The template of the binding's first spelling. */
  readonly canonicalPath: string;
  /** `METHOD template`: the name of this spelling in logs, audit and metrics. */
  readonly label: string;
}

const splitSpelling = (spelling: Spelling): [HttpMethod, string] => {
  const space = spelling.indexOf(' ');
  return [spelling.slice(0, space) as HttpMethod, spelling.slice(space + 1)];
};

const routesOfBinding = (dialect: Dialect, binding: Binding): Route[] => {
  const paths = binding.spellings.map(splitSpelling);
  const canonicalPath = dialect.prefix + (paths[0]?.[1] ?? '');
  return paths.map(([method, path]) => ({
    dialect,
    binding,
    method,
    path: dialect.prefix + path,
    canonicalPath,
    label: `${method} ${dialect.prefix}${path}`,
  }));
};

/** Every spelling of an area's bindings. */
export const routesOf = (dialect: Dialect, area: Area): Route[] =>
  area.bindings.flatMap((binding) => routesOfBinding(dialect, binding));
