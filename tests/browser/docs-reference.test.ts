import { useApi } from '../http/api';
import { describeInBrowser, useBrowser } from './browser';

const api = useApi();

describeInBrowser('the reference', () => {
  const { visit } = useBrowser();

  test.each(['rest', 'colon', 'rails', 'laravel', 'flask'])('of %s is there', async (dialect) => {
    const { page, complaints } = await visit(`${api.server.url}/docs/reference/${dialect}`);
    await page.locator('.opblock').first().waitFor();
    const document = (await api.server.ask(`GET /openapi/${dialect}.json`)).json as { paths: object };
    const operations = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    expect(await page.locator('.opblock').count()).toBe(operations.length);
    expect(complaints).toEqual([]);
  });

  test('sends requests with a token', async () => {
    const { page, complaints } = await visit(`${api.server.url}/docs/reference/rails`);
    await page.getByRole('button', { name: 'Authorize' }).click();
    await page.locator('.auth-container input').fill(api.adminToken);
    await page.locator('.auth-btn-wrapper').getByText('Authorize').click();
    await page.locator('.auth-btn-wrapper').getByText('Close').click();
    await page.locator('.opblock-get .opblock-summary-control').first().click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    const live = page.locator('.live-responses-table');
    await live.waitFor();
    expect(await live.locator('.response-col_status').nth(1).innerText()).toContain('200');
    expect(await live.innerText()).toContain('"email": "admin@example.com"');
    expect(complaints).toEqual([]);
  });
});
