import type { Dialect } from '../../dialect';
import { html } from './html';
import { page, type Site } from './layout';

/** Addresses of the viewer's files. */
export interface ViewerPaths {
  /** What stands in for Pico. */
  readonly base: string;
  readonly style: string;
  readonly bundle: string;
  readonly start: string;
}

export const referencePath = ({ name }: Pick<Dialect, 'name'>): string => `/docs/reference/${name}`;

/** The OpenAPI document of a dialect in a viewer, in which requests can be tried. */
export const referencePage = (site: Site, viewer: ViewerPaths, dialect: Dialect): string => {
  const document = `/openapi/${dialect.name}.json`;
  return page(site, {
    path: referencePath(dialect),
    title: `${dialect.name} reference`,
    isViewer: true,
    base: viewer.base,
    head: html`
<link rel="stylesheet" href="${viewer.style}">
<script src="${viewer.bundle}" defer></script>
<script src="${viewer.start}" defer></script>`,
    content: html`<section id="content" aria-labelledby="title">
<h1 id="title"><span class="dialect">${dialect.name}</span> reference</h1>
<p>Made from <a href="${document}"><code>${document}</code></a>. To try requests, choose Authorize and give a token:
<a href="/docs/start">how to get one</a>.</p>
<h2>Operations</h2>
<noscript><p>The viewer needs JavaScript; the document does not.</p></noscript>
</section>
<div id="viewer" data-document="${document}"></div>`,
  });
};
