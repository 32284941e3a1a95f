import type { Asset } from '../routes/documents/asset';
import { consolePage } from '../routes/documents/console/console-page';
import { consoleFacts } from '../routes/documents/console/facts';
import { type Assets, readAssets } from '../routes/documents/docs/assets';
import { docsPages } from '../routes/documents/docs/docs';
import { openApiDocument } from '../routes/documents/openapi/document';
import { postmanDocuments } from '../routes/documents/postman/postman-documents';
import type { Route } from '../routes/route';
import type { RouteTable } from '../routes/table';
import { readConsoleBundle } from './console-bundle';
import type { Clock } from './domain/ports';
import type { PublicDocument } from './http/documents';
import { readVersion } from './version';

const JSON_TYPE = 'application/json; charset=utf-8';

const openApi = (path: string, routes: readonly Route[], clock: Clock): PublicDocument => ({
  path,
  type: JSON_TYPE,
  body: () => JSON.stringify(openApiDocument(routes, readVersion(), clock.now())),
});

/** One document of the whole table, and one for each dialect that has routes in it. */
const openApiDocuments = ({ routes }: RouteTable, clock: Clock): PublicDocument[] => {
  const names = [...new Set(routes.map(({ dialect }) => dialect.name))];
  return [
    openApi('/openapi.json', routes, clock),
    ...names.map((name) =>
      openApi(
        `/openapi/${name}.json`,
        routes.filter(({ dialect }) => dialect.name === name),
        clock,
      ),
    ),
  ];
};

/** What Postman imports: a collection for each dialect, one with all, and the environment. */
const postman = ({ routes }: RouteTable): PublicDocument[] =>
  postmanDocuments(routes).map(({ name, make }) => ({
    path: `/postman/${name}.json`,
    type: JSON_TYPE,
    body: () => JSON.stringify(make()),
  }));

/** Nothing from any other address, no script or style that stands in a page; `data:` for the icons in the styles. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HTML_TYPE = 'text/html; charset=utf-8';
const PAGE_HEADERS = { 'Content-Security-Policy': PAGE_POLICY };

/** A file that may be kept for good: another content has another address. */
const kept = (asset: Asset): PublicDocument => ({
  ...asset,
  headers: { 'Cache-Control': 'public, max-age=31536000, immutable' },
});

/** The pages at `/docs` and what they load. */
const docs = ({ routes }: RouteTable, assets: Assets): PublicDocument[] => [
  ...docsPages(routes, assets).map(({ path, make }) => ({
    path,
    type: HTML_TYPE,
    body: make,
    headers: PAGE_HEADERS,
  })),
  ...Object.values(assets).map(kept),
];

/** The console's page and what it loads; none of it where nothing was built. */
const operatorsConsole = ({ routes }: RouteTable, icon: Asset): PublicDocument[] => {
  const bundle = readConsoleBundle();
  if (!bundle) return [];
  const { script, style } = bundle;
  return [
    {
      path: '/console',
      type: HTML_TYPE,
      body: consolePage({ script: script.path, style: style.path, icon: icon.path }),
      headers: PAGE_HEADERS,
    },
    {
      path: '/console/facts.json',
      type: JSON_TYPE,
      body: () => JSON.stringify(consoleFacts(routes)),
    },
    kept(script),
    kept(style),
  ];
};

/** Everything that a server of this table lets everybody read. */
export const publicDocuments = (table: RouteTable, clock: Clock): PublicDocument[] => {
  const assets = readAssets();
  return [
    ...openApiDocuments(table, clock),
    ...postman(table),
    ...docs(table, assets),
    ...operatorsConsole(table, assets.icon),
  ];
};
