import type { OperationId } from '../../src/operations/contract';
import { SPECS } from '../../src/operations/specs';
import { describeRoutes } from '../describe';
import { exampleRequest } from '../documents/example-request';
import { describeLifecycle } from '../lifecycle';
import type { Route } from '../route';
import type { RouteTable } from '../table';
import { describeWhen, fulfils } from '../when';
import { findRoutes } from './find';
import { readRequest } from './reading/read-request';
import { assertTold, isUntold } from './telling-field';
import { translateWritten } from './translate';

/** How another dialect says the same. */
export interface Counterpart {
  readonly dialect: string;
  /** Null where it has no words for it. */
  readonly spelling: string | null;
  /** There where it is another operation, which does the same. */
  readonly operation?: OperationId;
  /** What the body says, where that makes it what it is. */
  readonly body?: unknown;
}

/** Everything about one operation in one dialect. */
export interface Explanation {
  readonly operation: OperationId;
  readonly summary: string;
  readonly permission: string;
  readonly dialect: string;
  readonly spelling: string;
  /** The condition on the body, where the body decides between operations. */
  readonly when?: string;
  readonly aliases: readonly string[];
  readonly elsewhere: readonly Counterpart[];
  /** Of the spelling that the request has. */
  readonly lifecycle: string;
}

const dialectsOf = ({ routes }: RouteTable): string[] => [
  ...new Set(routes.map(({ dialect }) => dialect.name)),
];

const counterpart = async (table: RouteTable, route: Route, dialect: string): Promise<Counterpart> => {
  const { method, path, query, body } = exampleRequest(route);
  const search = new URLSearchParams(query).toString();
  const written = {
    method,
    url: path + (search && `?${search}`),
    headers: [],
    body: body && JSON.stringify(body),
  };
  const { to, request } = (await translateWritten(table, written, dialect)).translation;
  const isOther = to.operation !== null && to.operation !== route.binding.operation;
  return {
    dialect,
    spelling: to.spelling,
    ...(isOther && { operation: to.operation as OperationId, body: request?.body }),
  };
};

const explain = async (table: RouteTable, route: Route): Promise<Explanation> => {
  const { binding, dialect } = route;
  const { operation, when } = binding;
  const own = table.routes.filter((other) => other.binding === binding);
  const [row] = describeRoutes(own);
  const others = dialectsOf(table).filter((name) => name !== dialect.name);
  return {
    operation,
    summary: SPECS[operation].summary,
    permission: row?.permission ?? '',
    dialect: dialect.name,
    spelling: own[0]?.label ?? route.label,
    ...(when && { when: describeWhen(when) }),
    aliases: row?.aliases ?? [],
    elsewhere: await Promise.all(others.map((name) => counterpart(table, route, name))),
    lifecycle: describeLifecycle(route.lifecycle),
  };
};

/** Those of the routes that a body chooses; all of them where there is no body that could. */
const chosen = (routes: readonly Route[], body: unknown): readonly Route[] => {
  if (body === undefined || isUntold(routes, body)) return routes;
  assertTold(routes, body);
  const guarded = routes.filter(({ binding: { when } }) => when && fulfils(body, when));
  return guarded.length > 0 ? guarded : routes.filter(({ binding: { when } }) => !when);
};

/**
 * What a request asks for, whatever the form in which it is written; several answers where the body would decide and there
 * is none. Throws `invalid_fields` (`text`) for a text that is no request that some dialect serves.
 */
export const explainText = async (table: RouteTable, text: string): Promise<Explanation[]> => {
  const { routes, request } = findRoutes(table, readRequest(text));
  return Promise.all(chosen(routes, request.body).map((route) => explain(table, route)));
};
