import { isBelow } from '../src/domain/token-policy';
import { checkTable } from './check';
import type { Area, Dialect } from './dialect';
import { colon } from './dialects/colon/colon.dialect';
import { flask } from './dialects/flask/flask.dialect';
import { laravel } from './dialects/laravel/laravel.dialect';
import { rails } from './dialects/rails/rails.dialect';
import { rest } from './dialects/rest/rest.dialect';
import { createMatcher, type Matcher } from './matcher';
import { type Route, routesOf } from './route';

/** The dialects, in the order in which they are printed. A new one is a file and a line here. */
export const DIALECTS: readonly Dialect[] = [rest, colon, rails, laravel, flask];

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
  const areas = dialects.flatMap((dialect) => areasOf(dialect).map((area) => ({ dialect, area })));
  checkTable(areas.flatMap(({ dialect, area }) => routesOf(dialect, area)));
  const isOn = ({ dialect, area }: (typeof areas)[number]): boolean =>
    area === dialect.administration || enabled.includes(dialect.name);
  const routes = areas.filter(isOn).flatMap(({ dialect, area }) => routesOf(dialect, area));
  // What is switched off keeps its claims: nobody else answers there in its own way.
  const claims = areas
    .flatMap((one) => one.area.claims.map((claim) => ({ claim, owner: isOn(one) ? one.dialect : null })))
    .sort((a, b) => b.claim.length - a.claim.length);
  return {
    routes,
    match: createMatcher(routes).match,
    ownerOf: (path) => claims.find(({ claim }) => claim === '' || isBelow(claim, path))?.owner ?? null,
  };
};
