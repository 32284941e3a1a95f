import { isBelow } from '../src/domain/token-policy';
import { checkTable } from './check';
import type { Area, Dialect } from './dialect';
import { colon } from './dialects/colon/colon.dialect';
import { flask } from './dialects/flask/flask.dialect';
import { laravel } from './dialects/laravel/laravel.dialect';
import { rails } from './dialects/rails/rails.dialect';
import { rest } from './dialects/rest/rest.dialect';
import type { LifecycleRule } from './lifecycle-match';
import { withLifecycles } from './lifecycle-rules';
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
 * The route table of the dialects that are switched on (all by default), with the ends that an operator plans over those
 * of the table. The whole table is checked, switched off or not. Throws a `TableError` that names every fault, a
 * `LifecycleRuleError` for the first bad rule: the process must not start on either.
 */
export const createTable = (
  dialects: readonly Dialect[] = DIALECTS,
  enabled: readonly string[] = dialects.map((dialect) => dialect.name),
  rules: readonly LifecycleRule[] = [],
): RouteTable => {
  const areas = dialects.flatMap((dialect) => areasOf(dialect).map((area) => ({ dialect, area })));
  const isOn = ({ dialect, area }: (typeof areas)[number]): boolean =>
    area === dialect.administration || enabled.includes(dialect.name);
  const all = areas.flatMap((one) =>
    routesOf(one.dialect, one.area).map((route) => ({ route, isServed: isOn(one) })),
  );
  const rows = all.map(({ route }) => route);
  checkTable(rows);
  const isServed = (place: number): boolean => all[place]?.isServed ?? false;
  const routes = withLifecycles(rows, rules, isServed).filter((_, place) => isServed(place));
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
