import { exampleRequest } from '../../routes/documents/example-request';
import { createTable, DIALECTS } from '../../routes/table';
import { parseAddress } from '../../routes/translate/reading/address';
import { readBody } from '../../routes/translate/reading/body-text';
import { readRequest } from '../../routes/translate/reading/read-request';
import { report } from '../support/report';
import { translated } from './support/said';
import { message } from './support/trips';

const { routes } = createTable();

const figures = { open: 0, curl: 0 };

afterAll(() =>
  report(`names to fill in: ${figures.open} translations; curl lines read again: ${figures.curl}`),
);

const bySpelling = routes.map((route) => [route.label, route] as const);

test.each(bySpelling)('names to fill in are no mistake anywhere: %s', async (_label, route) => {
  const { method, path, query, body } = exampleRequest(route);
  const names = { ...body };
  for (const key of Object.keys(names)) if (key !== 'action') names[key] = `{{${key}}}`;
  const request = {
    method,
    path: path.replace(/\/(2|01KH1K9G4KPG10BEV0PNTMYNWJ|60d5ec49f8d2a31b4c7e9f01)(?=\/|$)/g, '/{{someId}}'),
    query: Object.fromEntries(Object.keys(query).map((name) => [name, '{{someId}}'])),
    body: body ? names : null,
  };
  for (const { name } of DIALECTS) {
    const { request: said, lost } = await translated(message(request), name);
    figures.open += 1;
    // Nothing that is known by a name is lost without a word.
    if (!said) expect(lost.length).toBeGreaterThan(0);
    if (said && route.binding.at['user'] && !said.path.includes(':me'))
      expect(JSON.stringify(said)).toMatch(/\{\{/);
  }
});

test.each(bySpelling)('the curl line is the request: %s', async (_label, route) => {
  const { method, path, query, body } = exampleRequest(route);
  for (const { name } of DIALECTS) {
    const { request, curl } = await translated(message({ method, path, query, body: body ?? null }), name);
    if (!request || !curl) continue;
    const written = readRequest(curl);
    const address = parseAddress(written.url);
    figures.curl += 1;
    expect({
      method: written.method,
      path: address.path,
      query: address.query,
      body: readBody(written) ?? null,
      headers: Object.fromEntries(written.headers),
    }).toEqual(request);
  }
});

test.each([
  "it's",
  'a "b"',
  '$HOME',
  '`ls`',
  'back\\slash',
  'new\nline',
  '!bang',
  '{{open}} and $HOME',
  "'{{open}}'",
])('a body with %j goes through a shell as it is', async (reason) => {
  const text = message({ method: 'POST', path: '/api/users/2/suspend', query: {}, body: { reason } });
  const { curl } = await translated(text, 'rest');
  expect(readBody(readRequest(curl ?? ''))).toEqual({ reason });
});
