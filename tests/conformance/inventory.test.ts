import { createTable, DIALECTS } from '../../routes/table';
import { report } from '../support/report';
import { goldenInventory, inventoryLine } from './support/inventory';

const { routes } = createTable();
const figures = { lines: 0, differences: 0 };

afterAll(() =>
  report(
    `inventory: ${figures.lines} spellings in ${DIALECTS.length} dialects, differences = ${figures.differences}`,
  ),
);

const without = (lines: readonly string[], others: readonly string[]): string[] =>
  lines.filter((line) => !others.includes(line));

test.each(DIALECTS.map(({ name }) => name))('%s binds what the contract lists, and nothing else', (name) => {
  const listed = goldenInventory(name);
  const bound = routes.filter(({ dialect }) => dialect.name === name).map(inventoryLine);
  const difference = { missing: without(listed, bound), unlisted: without(bound, listed) };
  figures.lines += listed.length;
  figures.differences += difference.missing.length + difference.unlisted.length;
  expect(listed.length).toBeGreaterThan(0);
  expect(difference).toEqual({ missing: [], unlisted: [] });
  // What stands twice is said twice.
  expect([...bound].sort()).toEqual([...listed].sort());
});
