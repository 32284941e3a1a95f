import type { Page } from 'playwright-core';
import { useApi } from '../http/api';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { describeInBrowser, useBrowser } from './browser';
import { judge, LOOKS } from './looks';

const api = useApi();

const PAGES = [
  '/docs',
  '/docs/start',
  '/docs/errors',
  '/docs/operations/users.suspend',
  '/docs/reference/rest',
];

/** Shows what is folded away, an operation of the viewer among it: what nobody sees is not judged. */
const unfold = async (page: Page): Promise<void> => {
  await page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true");
  if ((await page.locator('#viewer').count()) === 0) return;
  await page.locator('.opblock-post .opblock-summary-control').first().click();
  await page.locator('.opblock-body .responses-table').waitFor();
};

describeInBrowser('the pages are open to everybody', () => {
  const { visit } = useBrowser();
  let seen = 0;

  test.each(LOOKS.slice(0, COUNTS.looks))('at $width pixels, $colorScheme', async (look) => {
    const { width, height, colorScheme } = look;
    const { page, complaints } = await visit(`${api.server.url}/docs`, {
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
    });
    for (const path of PAGES) {
      await page.goto(api.server.url + path);
      await unfold(page);
      const { faults, tooWide, held } = await judge(page);
      expect([path, faults, tooWide]).toEqual([path, [], 0]);
      // A checker that was not let in finds nothing wrong either.
      expect(held).toBeGreaterThan(10);
      seen += 1;
    }
    expect(complaints).toEqual([]);
  });

  afterAll(() => {
    const looks = Math.min(COUNTS.looks, LOOKS.length);
    report(
      `docs, ${COUNTS.name}: ${seen} views without a violation of WCAG 2.1 AA (${PAGES.length} pages, ${looks} looks)`,
    );
  });
});
