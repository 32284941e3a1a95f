import { exampleRequest } from '../../routes/documents/example-request';
import type { Route } from '../../routes/route';
import { CONFORMING, TABLE } from '../conformance/support/dialects';
import { toy } from '../conformance/toy.dialect';
import { report } from '../support/report';
import { type Trip, travel } from './support/trips';

const figures = { requests: 0, pairs: 0, exact: 0, 'with declared losses': 0, unsayable: 0, mismatches: 0 };

afterAll(() => {
  const said = Object.entries(figures).map(([what, count]) => `${what} ${count}`);
  report(`round trips of examples: ${said.join(', ')}`);
});

const note = ({ there, declared, mismatches }: Trip): void => {
  figures.pairs += 1;
  figures.mismatches += mismatches.length;
  if (!there.request) figures.unsayable += 1;
  else if (declared.length > 0) figures['with declared losses'] += 1;
  else figures.exact += 1;
};

// What only tests know has no examples; it is said in `generated.test.ts`, and translated into here.
const bySpelling = TABLE.routes
  .filter(({ dialect }) => dialect !== toy)
  .map((route): [string, Route] => [
    `${route.dialect.name} ${route.binding.operation} ${route.label}`,
    route,
  ]);

test.each(bySpelling)('%s', async (_name, route) => {
  figures.requests += 1;
  const { method, path, query, body } = exampleRequest(route, { session: '01KH1K9G4KPG10BEV0PNTMYNWJ' });
  for (const { name } of CONFORMING) {
    const trip = await travel({ method, path, query, body: body ?? null }, route.dialect.name, name);
    note(trip);
    expect([name, ...trip.mismatches]).toEqual([name]);
    // Whatever cannot be said is told.
    if (!trip.there.request) expect(trip.there.lost.length).toBeGreaterThan(0);
  }
});
