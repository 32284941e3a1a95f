import type { Page } from 'playwright-core';
import { useApi } from '../http/api';
import { describeInBrowser, useBrowser } from './browser';

const api = useApi();
const at = (path: string): string => api.server.url + path;

const visible = (page: Page): Promise<string[]> =>
  page.locator('.operation:visible').evaluateAll((all) => all.map(({ id }) => id));

describeInBrowser('the list of operations', () => {
  const { visit } = useBrowser();

  test('is narrowed by text, dialect and resource, and its address says how', async () => {
    const { page, complaints } = await visit(at('/docs'));
    await page.getByLabel('Search').fill('rails users.');
    await page.getByLabel('Dialect').selectOption('rails');
    expect(await visible(page)).toEqual([
      'users.list',
      'users.get',
      'users.create',
      'users.update',
      'users.delete',
    ]);
    expect(await page.getByRole('status').innerText()).toMatch(/^5 of \d+ operations$/);
    expect(await page.locator('.said > div:visible').count()).toBe(5);
    expect(page.url()).toBe(at('/docs?q=rails+users.&dialect=rails'));
    await page.getByLabel('Search').fill('nothing like this');
    expect([await visible(page), await page.getByRole('status').innerText()]).toEqual([[], 'Nothing fits.']);
    await page.getByLabel('Search').fill('');
    await page.getByLabel('Dialect').selectOption('');
    await page.getByLabel('Resource').selectOption('policies');
    expect(await visible(page)).toEqual([
      'policies.list',
      'policies.get',
      'policies.create',
      'policies.update',
      'policies.delete',
    ]);
    expect(complaints).toEqual([]);
  });

  test('is as its address says', async () => {
    const { page } = await visit(at('/docs?q=LOCK&resource=users&unknown=1'));
    expect(await visible(page)).toEqual(expect.arrayContaining(['users.lock', 'users.unlock']));
    expect(await page.getByLabel('Search').inputValue()).toBe('LOCK');
  });

  test.each(['/docs#policies.update', '/docs/operations/users.update#flask'])(
    '%s shows what it names',
    async (path) => {
      const { page } = await visit(at(path), { viewport: { width: 1280, height: 720 } });
      const top: number = await page.evaluate(
        "document.querySelector(':target').getBoundingClientRect().top",
      );
      // Below the bar, and on the screen.
      expect(top).toBeGreaterThan(50);
      expect(top).toBeLessThan(600);
    },
  );

  test('and every page are whole without script', async () => {
    const { page } = await visit(at('/docs'), { javaScriptEnabled: false });
    expect((await visible(page)).length).toBeGreaterThan(40);
    expect(await page.getByLabel('Search').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'users.suspend' }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('users.suspend');
    expect(await page.getByRole('button').count()).toBe(0);
    await page.getByText('Errors').nth(1).click();
    expect(await page.locator('dl.errors:visible').count()).toBe(1);
  });
});

describeInBrowser('a page', () => {
  const { visit } = useBrowser();

  test('has its commands copied, with the address that it came from', async () => {
    const { page, context, complaints } = await visit(at('/docs/operations/users.suspend'));
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: api.server.url });
    const button = page.locator('#rest').getByRole('button');
    await button.click();
    await expect(page.evaluate('navigator.clipboard.readText()')).resolves.toBe(
      `curl '${api.server.url}/api/users/2/suspend' \\\n  -X POST \\\n  -H "Authorization: Bearer $TOKEN"`,
    );
    expect([await button.innerText(), complaints]).toEqual(['Copied', []]);
  });

  test('has the same parts of its cards at the same height, and below each other on a phone', async () => {
    const { page } = await visit(at('/docs/operations/users.suspend'), {
      viewport: { width: 1440, height: 900 },
    });
    const tops = (name: string): Promise<number[]> =>
      page
        .locator('.saying figure', { has: page.getByText(name, { exact: true }) })
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)));
    for (const name of ['Request', 'curl', 'Answer']) {
      const found = await tops(name);
      expect([name, found.length, new Set(found).size]).toEqual([name, 3, 1]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(new Set(await tops('Answer')).size).toBe(3);
  });

  test('has them copied where the clipboard is closed to pages, as over plain http', async () => {
    const { page, context } = await visit(at('/docs/operations/users.suspend'));
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await page.locator('#rails').getByRole('button').click();
    const other = await context.newPage();
    await other.goto(at('/docs'));
    await context.grantPermissions(['clipboard-read'], { origin: api.server.url });
    await expect(other.evaluate('navigator.clipboard.readText()')).resolves.toContain('/api/v1/users/2');
  });

  test('is light or dark as the system says, or as its reader does', async () => {
    const { page } = await visit(at('/docs'), { colorScheme: 'dark' });
    const theme = (): Promise<string> => page.evaluate('document.documentElement.dataset.theme');
    const seen = [await theme()];
    for (const name of ['auto', 'light', 'dark']) {
      await page.getByRole('button', { name: `Theme: ${name}` }).click();
      seen.push(await theme());
    }
    expect(seen).toEqual(['dark', 'light', 'dark', 'dark']);
    await page.getByRole('button', { name: 'Theme: auto' }).click();
    await page.goto(at('/docs/reference/rest'));
    expect(await theme()).toBe('light');
  });

  test('shows in the list beside it where its reader is', async () => {
    const { page } = await visit(at('/docs/operations/system.health'), {
      viewport: { width: 1280, height: 600 },
    });
    const here = page.locator('aside [aria-current]');
    const { y = 0 } = (await here.boundingBox()) ?? {};
    expect(await here.innerText()).toBe('system.health');
    expect([y > 50, y < 600]).toEqual([true, true]);
  });

  test('is gone through by keyboard, past the bar if one likes', async () => {
    const { page } = await visit(at('/docs'));
    const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('start with signing in');
  });
});
