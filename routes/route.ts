import type { Lifecycle } from '../src/domain/lifecycle';
import type { Binding, HttpMethod, Spelling } from './binding';
import type { Area, Dialect } from './dialect';
import { type LifecyclePlan, overlaid, plansOn, toLifecycle } from './lifecycle';

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
  /** The label of the binding's first spelling: an alias is what has another. */
  readonly canonicalLabel: string;
  /** How it goes; null where no end is planned. */
  readonly lifecycle: Lifecycle | null;
}

const splitSpelling = (spelling: Spelling): [HttpMethod, string] => {
  const space = spelling.indexOf(' ');
  return [spelling.slice(0, space) as HttpMethod, spelling.slice(space + 1)];
};

const routesOfBinding = (dialect: Dialect, binding: Binding): Route[] => {
  const paths = binding.spellings.map(splitSpelling);
  const [canonicalMethod = 'GET', canonicalTemplate = ''] = paths[0] ?? [];
  const canonicalPath = dialect.prefix + canonicalTemplate;
  const canonicalLabel = `${canonicalMethod} ${canonicalPath}`;
  return paths.map(([method, path]) => ({
    dialect,
    binding,
    method,
    path: dialect.prefix + path,
    canonicalPath,
    label: `${method} ${dialect.prefix}${path}`,
    canonicalLabel,
    lifecycle: toLifecycle(overlaid(plansOn(binding.lifecycle ?? {}, `${method} ${path}`))),
  }));
};

/** Every spelling of an area's bindings. */
export const routesOf = (dialect: Dialect, area: Area): Route[] =>
  area.bindings.flatMap((binding) => routesOfBinding(dialect, binding));

/** What the row of a route plans for it. */
export const rowPlansOf = ({ binding, dialect, method, path }: Route): LifecyclePlan[] =>
  plansOn(binding.lifecycle ?? {}, `${method} ${path.slice(dialect.prefix.length)}`);
