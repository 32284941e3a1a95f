import { AppError, ERROR_KINDS, type ErrorCode } from '../src/domain/error';
import type { OperationId } from '../src/operations/contract';
import { OPERATION_IDS } from '../src/operations/specs';
import type { Dialect } from './dialect';
import { groupBy } from './group-by';
import { ALL_SPELLINGS, timeFaults } from './lifecycle';
import { parameterNames, parseTemplate, shapeOf } from './path';
import type { Route } from './route';
import { successorFaults } from './successor';
import { describeWhen, fieldsRead } from './when';

/** A route table that cannot be served, with every fault found in it. */
export class TableError extends Error {
  override readonly name = 'TableError';

  constructor(readonly faults: readonly string[]) {
    super(`the route table is bad:\n- ${faults.join('\n- ')}`);
  }
}

/** What keeps a path from being a template; null when it is one. */
const templateFault = ({ path, label }: Route): string | null => {
  try {
    parseTemplate(path);
    return null;
  } catch (error) {
    return `${label}: ${(error as Error).message}`;
  }
};

const whenOf = ({ binding: { when } }: Route): string => (when ? describeWhen(when) : 'no `when`');

const groupsOf = (routes: readonly Route[], key: (route: Route) => string): Route[][] => [
  ...groupBy(routes, key).values(),
];

/** Two routes that one request would fit, with nothing to tell them apart. */
const conflicts = (routes: readonly Route[]): string[] =>
  groupsOf(routes, (route) => `${route.method} ${shapeOf(route.path)} ${whenOf(route)}`)
    .filter((same) => same.length > 1)
    .map(
      (same) =>
        `${same.map((route) => route.label).join(' and ')} fit the same requests (${whenOf(same[0] as Route)})`,
    );

/** Bindings of one URL that are told apart by different fields: a body with both would be ambiguous. */
const mixedWhens = (routes: readonly Route[]): string[] =>
  groupsOf(routes, (route) => `${route.method} ${shapeOf(route.path)}`).flatMap((same) => {
    const fields = new Set(same.flatMap(({ binding }) => (binding.when ? [fieldsRead(binding.when)] : [])));
    return fields.size > 1
      ? [`${same[0]?.label} is told apart by several fields: ${[...fields].join(', ')}`]
      : [];
  });

/** One shape with two sets of parameter names: which names a request gets would depend on its method. */
const namedTwice = (routes: readonly Route[]): string[] =>
  groupsOf(routes, (route) => shapeOf(route.path)).flatMap((same) => {
    const names = new Set(same.map((route) => parameterNames(route.path).join(',')));
    return names.size > 1
      ? [`${same[0]?.path} names its parameters in several ways: ${[...names].join(' or ')}`]
      : [];
  });

const unreadParameters = (route: Route): string[] => {
  const read = Object.values(route.binding.at).flatMap((locator) =>
    locator.in === 'path' ? [locator.name] : [],
  );
  const named = parameterNames(route.path);
  return [
    ...named
      .filter((name) => !read.includes(name))
      .map((name) => `${route.label}: no decoder reads {${name}}`),
    ...read
      .filter((name) => !named.includes(name))
      .map((name) => `${route.label}: the path has no {${name}}`),
  ];
};

const unboundOperations = (routes: readonly Route[], operations: readonly OperationId[]): string[] => {
  const bound = new Set(routes.map((route) => route.binding.operation));
  return operations.filter((id) => !bound.has(id)).map((id) => `the operation ${id} has no binding`);
};

const ERROR_CODES = Object.keys(ERROR_KINDS) as ErrorCode[];

const hasForm = (dialect: Dialect, code: ErrorCode): boolean => {
  try {
    return dialect.encodeError(new AppError(code), null).status >= 400;
  } catch {
    return false;
  }
};

const formlessErrors = (dialects: ReadonlySet<Dialect>): string[] =>
  [...dialects].flatMap((dialect) =>
    ERROR_CODES.filter((code) => !hasForm(dialect, code)).map(
      (code) => `the dialect ${dialect.name} has no form for the error ${code}`,
    ),
  );

/** Ends that are planned for spellings that the row does not have. */
const strayPlans = (routes: readonly Route[]): string[] =>
  [...groupBy(routes, ({ binding }) => binding)].flatMap(([{ operation, spellings, lifecycle }]) =>
    Object.keys(lifecycle ?? {})
      .filter((key) => key !== ALL_SPELLINGS && !spellings.some((spelling) => spelling === key))
      .map((key) => `${operation}: an end is planned for ${key}, which is no spelling of it`),
  );

const lifecycleFaults = (route: Route, routes: readonly Route[]): string[] =>
  route.lifecycle
    ? [...timeFaults(route.lifecycle), ...successorFaults(route, routes)].map(
        (fault) => `${route.label}: ${fault}`,
      )
    : [];

/**
 * Throws a `TableError` that names every fault of the table, or returns. `operations` are those that must be reachable;
 * all there are, unless a test asks for fewer.
 */
export const checkTable = (
  routes: readonly Route[],
  operations: readonly OperationId[] = OPERATION_IDS,
): void => {
  // What has no shape cannot be compared with anything.
  const shaped = routes.filter((route) => templateFault(route) === null);
  const faults = [
    ...routes.flatMap((route) => templateFault(route) ?? []),
    ...conflicts(shaped),
    ...mixedWhens(shaped),
    ...namedTwice(shaped),
    ...shaped.flatMap(unreadParameters),
    ...unboundOperations(routes, operations),
    ...strayPlans(routes),
    ...routes.flatMap((route) => lifecycleFaults(route, routes)),
    ...formlessErrors(new Set(routes.map((route) => route.dialect))),
  ];
  if (faults.length > 0) throw new TableError(faults);
};
