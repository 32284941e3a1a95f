import type { Route } from '../../route';
import type { Assets } from './assets';
import { catalogueOf } from './catalogue';
import { errorsPage } from './errors-page';
import { operationPath, type Site } from './layout';
import { operationPage } from './operation-page';
import { operationsPage } from './operations-page';
import { referencePage, referencePath } from './reference-page';
import { startPage } from './start-page';

/** A page at its address. */
export interface DocsPage {
  readonly path: string;
  readonly make: () => string;
}

const viewerOf = ({ viewerBase, viewerStyle, viewerBundle, viewerStart }: Assets) => ({
  base: viewerBase.path,
  style: viewerStyle.path,
  bundle: viewerBundle.path,
  start: viewerStart.path,
});

/** Every page that tells of these routes. */
export const docsPages = (routes: readonly Route[], assets: Assets): DocsPage[] => {
  const { pico, style, script, icon } = assets;
  const site: Site = {
    catalogue: catalogueOf(routes),
    assets: { pico: pico.path, style: style.path, script: script.path, icon: icon.path },
  };
  const { entries, dialects } = site.catalogue;
  return [
    { path: '/docs', make: () => operationsPage(site) },
    { path: '/docs/start', make: () => startPage(site) },
    { path: '/docs/errors', make: () => errorsPage(site) },
    ...entries.map((entry, index) => ({
      path: operationPath(entry),
      make: () => operationPage(site, index, entry),
    })),
    ...dialects.map((dialect) => ({
      path: referencePath(dialect),
      make: () => referencePage(site, viewerOf(assets), dialect),
    })),
  ];
};
