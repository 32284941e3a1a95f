import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useApi } from '../http/api';
import { ROOT, runRoster } from '../support/roster-process';

beforeAll(() => runRoster(['--help']), 120_000);
const api = useApi();

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

describe('the page of the console', () => {
  test('is public, has no script or style in it, and lets nothing in from elsewhere', async () => {
    const { status, headers, text } = await api.server.ask('GET /console');
    expect([status, headers['content-type'], headers['content-security-policy']]).toEqual([
      200,
      'text/html; charset=utf-8',
      POLICY,
    ]);
    expect(text.replace(/\.[0-9a-f]{16}\./g, '.HASH.')).toBe(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Roster console</title>
<link rel="icon" href="/docs/assets/icon.HASH.svg" type="image/svg+xml">
<link rel="stylesheet" href="/console/assets/console.HASH.css">
<script src="/console/assets/console.HASH.js"></script>
</head>
<body>
<div id="console"></div>
<noscript><p>The console needs JavaScript. All that it does can be done with <a href="/docs">the API</a>.</p></noscript>
</body>
</html>
`);
  });

  test('loads one script and one style that may be kept for good', async () => {
    const { text } = await api.server.ask('GET /console');
    const paths = [...text.matchAll(/\/console\/assets\/[^"]+/g)].map(([path]) => path);
    const answers = await Promise.all(paths.map((path) => api.server.ask(`GET ${path}`)));
    expect(
      answers.map(({ status, headers }) => [status, headers['content-type'], headers['cache-control']]),
    ).toEqual([
      [200, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
      [200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ]);
    const [style, script] = answers.map(({ text: body }) => body);
    expect([style, script]).toEqual(
      ['css', 'js'].map((name) => readFileSync(join(ROOT, 'dist/src/console', `console.${name}`), 'utf8')),
    );
    expect(style).not.toMatch(/url\((?!"?data:)|@import/);
  });

  test('is told what the route table says', async () => {
    const { json } = await api.server.ask('GET /console/facts.json');
    const { dialects, actions, spellings } = json as {
      dialects: string[];
      actions: string[];
      spellings: { dialect: string; method: string; path: string; id: object }[];
    };
    expect(dialects).toEqual(['rest', 'colon', 'rails', 'laravel', 'flask']);
    expect(actions).toEqual(expect.arrayContaining(['users.suspend', 'tokens.rotate', 'auth.signIn']));
    expect(spellings).toEqual([
      {
        dialect: 'rest',
        method: 'GET',
        path: '/api/users/{id}',
        id: { in: 'path', name: 'id', form: 'integer' },
      },
      { dialect: 'colon', method: 'GET', path: '/users:get', id: { in: 'query', name: 'id', form: 'ulid' } },
      {
        dialect: 'rails',
        method: 'GET',
        path: '/api/v1/users/{id}',
        id: { in: 'path', name: 'id', form: 'integer' },
      },
      {
        dialect: 'laravel',
        method: 'GET',
        path: '/api/admin/users/{id}',
        id: { in: 'path', name: 'id', form: 'integer' },
      },
      {
        dialect: 'flask',
        method: 'GET',
        path: '/form/api/v1/user/users/{id}',
        id: { in: 'path', name: 'id', form: 'hex' },
      },
    ]);
  });
});
