import fc from 'fast-check';
import type { Route } from '../../routes/route';
import { AppError } from '../../src/domain/error';
import { CONFORMING, TABLE } from '../conformance/support/dialects';
import { type Aim, say, sayable } from '../conformance/support/saying';
import { uniqueFields } from '../conformance/support/scene';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { SEED } from '../support/seed';
import { queryOf, valuesOf } from './support/arbitraries';
import { hear, type Parts, TOKEN, USER } from './support/hearing';
import { travel } from './support/trips';

const figures = { requests: 0, exact: 0, 'with declared losses': 0, unsayable: 0, mismatches: 0 };

afterAll(() => {
  const said = Object.entries(figures).map(([what, count]) => `${what} ${count}`);
  report(`round trips of generated requests: ${said.join(', ')}`);
});

const AIM: Aim = { user: USER, token: TOKEN, policy: 1, session: USER.ulid };
const SPARE = { ...uniqueFields(), roles: ['user'], role: 'user', name: 'spare' };

const canonical = TABLE.routes.filter(
  ({ binding }, index) => TABLE.routes.findIndex((other) => other.binding === binding) === index,
);

/** Whether its own server takes it: what that refuses is no request to translate. */
const isTaken = (parts: Parts): boolean => {
  try {
    hear(parts);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
};

const partsOf = (
  route: Route,
  values: Parameters<typeof sayable>[1],
  query: Parts['query'],
): Parts | null => {
  const saying = say(route, AIM, sayable(route, values), SPARE);
  if (!saying) return null;
  const url = new URL(saying.line.replace(/^\w+ /, ''), 'http://localhost');
  const parts = {
    method: route.method,
    path: url.pathname,
    query: { ...Object.fromEntries(url.searchParams), ...query },
    body: saying.body ?? null,
  };
  return isTaken(parts) ? parts : null;
};

const requestsOf = (route: Route): fc.Arbitrary<Parts | null> =>
  fc
    .tuple(valuesOf(route.binding.body?.fields.map(({ to }) => to) ?? []), queryOf(route.binding.query ?? []))
    .map(([values, query]) => partsOf(route, values, query));

const bySpelling = canonical.map((route): [string, Route] => [
  `${route.dialect.name} ${route.binding.operation} ${route.label}`,
  route,
]);

test.each(bySpelling)('%s', async (_name, route) => {
  const dialects = fc.constantFrom(...CONFORMING.map(({ name }) => name));
  await fc.assert(
    fc.asyncProperty(requestsOf(route), dialects, async (request, dialect) => {
      fc.pre(request !== null);
      const trip = await travel(request as Parts, route.dialect.name, dialect);
      figures.requests += 1;
      figures.mismatches += trip.mismatches.length;
      if (!trip.there.request) figures.unsayable += 1;
      else if (trip.declared.length > 0) figures['with declared losses'] += 1;
      else figures.exact += 1;
      expect(trip.mismatches).toEqual([]);
    }),
    { seed: SEED, numRuns: COUNTS.translations },
  );
});
