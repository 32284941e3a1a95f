import { groupBy } from '../../group-by';
import type { Catalogue, Entry } from './catalogue';
import { type Html, html } from './html';

/** Where commands point until the script knows better: the address that a server has without settings. */
export const BASE_URL = 'http://127.0.0.1:3000';

/** Addresses of the files that every page loads; a change of a file changes its address. */
export interface AssetPaths {
  readonly pico: string;
  readonly style: string;
  readonly script: string;
  readonly icon: string;
}

/** What is the same on every page. */
export interface Site {
  readonly catalogue: Catalogue;
  readonly assets: AssetPaths;
}

export interface PageParts {
  readonly path: string;
  readonly title: string;
  readonly content: Html;
  /** Besides the files of every page. */
  readonly head?: Html;
  /** Address of the style that Pico's place is given to. */
  readonly base?: string;
  /** The content brings its landmarks along, and needs the place of the list of operations. */
  readonly isViewer?: true;
}

/** The page of an operation. */
export const operationPath = ({ id }: Pick<Entry, 'id'>): string => `/docs/operations/${id}`;

const current = (isCurrent: boolean): Html | false => isCurrent && html` aria-current="page"`;

const PAGES = [
  ['/docs', 'Operations'],
  ['/docs/start', 'Start'],
  ['/docs/errors', 'Errors'],
] as const;

const bar = ({ catalogue }: Site, path: string): Html => html`<header class="bar"><nav aria-label="Main">
<a class="brand" href="/docs">Roster</a>
<ul>${PAGES.map(([href, name]) => html`<li><a href="${href}"${current(href === path)}>${name}</a></li>`)}
<li><details class="dropdown" name="bar"><summary>Reference</summary><ul>${catalogue.dialects.map(
  ({ name }) => {
    const href = `/docs/reference/${name}`;
    return html`<li><a href="${href}"${current(href === path)}>${name}</a></li>`;
  },
)}</ul></details></li></ul>
<button id="theme" type="button" class="outline secondary" hidden>Theme</button>
</nav></header>`;

const aside = ({ catalogue }: Site, path: string): Html => {
  const groups = groupBy(catalogue.entries, ({ resource }) => resource);
  return html`<aside><nav aria-label="Operations">${[...groups].map(
    ([resource, entries]) =>
      html`<h2>${resource}</h2><ul>${entries.map((entry) => {
        const href = operationPath(entry);
        return html`<li><a href="${href}"${current(href === path)}>${entry.id}</a></li>`;
      })}</ul>`,
  )}</nav></aside>`;
};

/** A whole page. */
export const page = (site: Site, { path, title, content, head, base, isViewer }: PageParts): string =>
  `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Roster</title>
<link rel="icon" href="${site.assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${base ?? site.assets.pico}">
<link rel="stylesheet" href="${site.assets.style}">
<script src="${site.assets.script}"></script>${head}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${bar(site, path)}
${
  isViewer
    ? html`<div class="frame wide">${content}</div>`
    : html`<div class="frame">${aside(site, path)}<main id="content">${content}</main></div>`
}
</body>
</html>
`.html
  }`;
