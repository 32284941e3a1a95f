import { createHash } from 'node:crypto';
import { useApi } from '../http/api';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { addressesIn } from './docs-pages';

const api = useApi();
const get = (path: string): Promise<Answer> => api.server.ask(`GET ${path}`);

const HTML = 'text/html; charset=utf-8';
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGES = [
  '/docs',
  '/docs/start',
  '/docs/errors',
  '/docs/operations/users.suspend',
  '/docs/operations/auth.signIn',
  '/docs/reference/rest',
  '/docs/reference/colon',
  '/docs/reference/rails',
  '/docs/reference/laravel',
  '/docs/reference/flask',
];

describe.each(PAGES)('%s', (path) => {
  test('is a page that everybody may read and that loads nothing from elsewhere', async () => {
    const { status, headers, text } = await get(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': HTML,
      'content-security-policy': POLICY,
      'cache-control': 'public, max-age=60',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['ratelimit']).toMatch(/^"minute"; r=\d+; t=\d+$/);
    expect(text.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    // No script, style or handler stands in the page: the policy would stop it.
    expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?! src="\/docs\/assets\/)/);
    expect(addressesIn(text).filter((address) => !/^(?:\/(?!\/)|#)/.test(address))).toEqual([]);
  });

  test('answers HEAD, OPTIONS and a caller that has it already', async () => {
    const { headers, text } = await get(path);
    const head = await api.server.ask(`HEAD ${path}`);
    expect([head.status, head.headers['content-length'], head.text]).toEqual([
      200,
      String(Buffer.byteLength(text)),
      '',
    ]);
    const options = await api.server.ask(`OPTIONS ${path}`);
    expect([options.status, options.headers['allow']]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const again = await api.server.ask(`GET ${path}`, {
      headers: { 'If-None-Match': headers['etag'] ?? '' },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    const post = await api.server.ask(`POST ${path}`, { body: {} });
    expect([post.status, post.headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

test('what pages load is named after its content and may be kept for good', async () => {
  const pages = await Promise.all(['/docs', '/docs/reference/rest'].map(get));
  const assets = new Set(
    pages.flatMap(({ text }) => addressesIn(text)).filter((one) => one.includes('/assets/')),
  );
  expect(assets.size).toBe(8);
  for (const path of assets) {
    const { status, headers, text } = await get(path);
    const [, hash, ending] = /\.([0-9a-f]{16})\.(css|js|svg)$/.exec(path) ?? [];
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(headers['content-type']).toBe(
      `${{ css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }[ending ?? '']}; charset=utf-8`,
    );
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(hash);
  }
});

/** Everything that links lead to, from a page on: what is there, and the addresses with an anchor that were met. */
const crawl = async (start: string): Promise<{ texts: Map<string, string>; anchors: string[] }> => {
  const texts = new Map<string, string>();
  const anchors: string[] = [];
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (texts.has(path)) continue;
    const { status, text, headers } = await get(path);
    expect([path, status]).toEqual([path, 200]);
    texts.set(path, text);
    const addresses = headers['content-type'] === HTML ? addressesIn(text) : [];
    anchors.push(
      ...addresses
        .filter((address) => address.includes('#'))
        .map((one) => (one.startsWith('#') ? path + one : one)),
    );
    open.push(...addresses.map((address) => address.replace(/[?#].*/, '')).filter(Boolean));
  }
  return { texts, anchors };
};

test('every link leads to a page, and every anchor to something on it', async () => {
  const { texts, anchors } = await crawl('/docs');
  const lost = anchors.filter((address) => {
    const [path = '', anchor] = address.split('#');
    return !texts.get(path)?.includes(` id="${anchor}"`);
  });
  expect(lost).toEqual([]);
  const operations = [...texts.keys()].filter((path) => path.startsWith('/docs/operations/'));
  expect(operations.length).toBeGreaterThan(40);
  report(`docs: ${texts.size} addresses linked to, ${anchors.length} anchors`);
});

test.each([
  '/docs/',
  '/docs/operations',
  '/docs/operations/users.fly',
  '/docs/reference/cobol',
  '/docs/assets/docs.css',
])('%s is nothing', async (path) => {
  expect((await get(path)).status).toBe(404);
});
