import { isBelow } from '../src/domain/token-policy';
import { checkTable } from './check';
import type { Area, Dialect } from './dialect';
import { rest } from './dialects/rest/rest.dialect';
import { createMatcher, type Matcher } from './matcher';
import { type Route, routesOf } from './route';

/** The dialects, in the order in which they are printed. A new one is a file and a line here. */
export const DIALECTS: readonly Dialect[] = [rest];

export interface RouteTable {
  readonly routes: readonly Route[];
  readonly match: Matcher['match'];
  /** The dialect that a path belongs to, by the longest claim; null when it is nobody's. */
  ownerOf(path: string): Dialect | null;
}

const areasOf = (dialect: Dialect): Area[] =>
  dialect.administration ? [dialect.area, dialect.administration] : [dialect.area];

/**
 * The route table of the dialects that are switched on (all by default). The whole table is checked, switched off or
 * not. Throws a `TableError` that names every fault: the process must not start on a bad table.
 */
export const createTable = (
  dialects: readonly Dialect[] = DIALECTS,
  enabled: readonly string[] = dialects.map((dialect) => dialect.name),
): RouteTable => {
  checkTable(dialects.flatMap((dialect) => areasOf(dialect).flatMap((area) => routesOf(dialect, area))));
  const on = dialects.flatMap((dialect) =>
    areasOf(dialect)
      .filter((area) => area === dialect.administration || enabled.includes(dialect.name))
      .map((area) => ({ dialect, area })),
  );
  const routes = on.flatMap(({ dialect, area }) => routesOf(dialect, area));
  const claims = on
    .flatMap(({ dialect, area }) => area.claims.map((claim) => ({ claim, dialect })))
    .sort((a, b) => b.claim.length - a.claim.length);
  return {
    routes,
    match: createMatcher(routes).match,
    ownerOf: (path) => claims.find(({ claim }) => isBelow(claim, path))?.dialect ?? null,
  };
};
