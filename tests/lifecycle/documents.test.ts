import { readAssets } from '../../routes/documents/docs/assets';
import { docsPages } from '../../routes/documents/docs/docs';
import { openApiDocument } from '../../routes/documents/openapi/document';
import { createTable, DIALECTS } from '../../routes/table';

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const plan = { deprecated: at('2026-01-01'), sunset: at('2026-07-01') };
const { routes } = createTable(DIALECTS, undefined, [
  { match: 'aliases:rest', plan },
  { match: 'dialect:rails', plan: { deprecated: at('2026-02-01') } },
]);
const HOW = 'deprecated 2026-01-01T00:00:00Z, gone 2026-07-01T00:00:00Z, use GET /api/users/{id}';

const pages = docsPages(routes, readAssets());
const pageAt = (path: string): string => pages.find((page) => page.path === path)?.make() ?? '';

test('the pages mark what goes, and nothing else', () => {
  const going = routes.filter(({ lifecycle }) => lifecycle !== null).length;
  expect(pageAt('/docs').match(/class="going"/g)).toHaveLength(going);
  const page = pageAt('/docs/operations/users.get');
  const marks = [...page.matchAll(/<small class="going">([^<]*)<\/small>/g)].map(([, text]) => text);
  expect(marks).toEqual([HOW, 'deprecated 2026-02-01T00:00:00Z, use GET /api/users/{id}']);
});

test('in OpenAPI an alias that goes has answers of its own, its canonical spelling those it had', () => {
  const { paths, components } = openApiDocument(routes, '1.2.3', at('2026-01-15'));
  const before = openApiDocument(createTable().routes, '1.2.3');
  expect(paths['/api/users/{id}']?.['get']).toEqual(before.paths['/api/users/{id}']?.['get']);
  const alias = paths['/api/users/get/{id}']?.['get'];
  expect(alias?.deprecated).toBe(true);
  expect(alias?.description).toContain(`On its way out: ${HOW}.`);
  const named = ({ $ref }: { $ref: string }) => components.responses[$ref.split('/').at(-1) ?? ''];
  for (const [status, reference] of Object.entries(alias?.responses ?? {})) {
    const headers = Object.keys(named(reference)?.headers ?? {});
    expect([status, headers]).toEqual([status, expect.arrayContaining(['Deprecation', 'Sunset', 'Link'])]);
  }
  const rails = paths['/api/v1/users/{id}']?.['get'];
  expect(Object.keys(rails?.responses ?? {})).not.toContain('410');
  const [ok] = Object.values(rails?.responses ?? {});
  expect(Object.keys((ok && named(ok)?.headers) ?? {})).not.toContain('Sunset');
});

test.each([
  ['2025-12-31', undefined],
  ['2026-01-01', true],
  ['2026-07-01', true],
])('OpenAPI of %s: deprecated is %s, and words say when', (day, deprecated) => {
  const { paths } = openApiDocument(routes, '1.2.3', at(day));
  const alias = paths['/api/users/get/{id}']?.['get'];
  expect(alias?.deprecated).toBe(deprecated);
  expect(alias?.description).toContain(`On its way out: ${HOW}.`);
  expect(alias?.['x-roster-lifecycle']).toEqual({
    deprecated: '2026-01-01T00:00:00Z',
    sunset: '2026-07-01T00:00:00Z',
    successor: 'GET /api/users/{id}',
  });
});
