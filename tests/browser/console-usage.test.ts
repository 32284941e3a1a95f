import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { go, seen, useConsole } from './console';

const { api, open } = useConsole();

const row = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text });

const cells = async (line: Locator): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      (await line.locator('td[data-label]').all()).map(async (cell) => [
        await cell.getAttribute('data-label'),
        (await cell.innerText()).trim(),
      ]),
    ),
  );

const times = async (count: number, line: string, token: string): Promise<void> => {
  for (let round = 0; round < count; round += 1)
    await api.server.ask(line, { token, headers: { 'User-Agent': 'portal/2' } });
};

describeInBrowser('who speaks what', () => {
  test('is told by caller and dialect, down to the spelling and whom to write to', async () => {
    const owner = await api.server.user({ username: 'vera', roles: ['admin'], email: 'vera@example.com' });
    const token = await api.server.token(owner.id, { name: 'portal' });
    await times(5, 'GET /api/users/get/1', token);
    await times(3, 'GET /api/users/1', token);
    await times(2, 'GET /api/v1/users/1', token);
    const { page, complaints } = await open('/aliases');
    const portal = row(page, 'portal');
    await portal.getByRole('link', { name: 'vera@example.com' }).waitFor();
    expect(await cells(portal)).toEqual({
      Caller: 'portal\ntoken',
      rest: '8',
      colon: '–',
      rails: '2',
      laravel: '–',
      flask: '–',
      'Last 7 days': '10\nnew this week',
      'Last call': 'just now',
      'Write to': 'vera\nvera@example.com',
    });
    await page.getByLabel('Only aliases').check();
    await portal.getByRole('cell', { name: '5', exact: true }).waitFor();
    await portal.getByRole('link', { name: 'portal' }).click();
    await seen(page, 'portal');
    await page.getByText('10 in 30 days, 0 of them errors').waitFor();
    expect(await cells(row(page, 'GET /api/users/get/{id}'))).toEqual({
      Spelling: 'GET /api/users/get/{id}\nrest · users.get',
      Instead: 'GET /api/users/{id}',
      Lifecycle: 'live',
      Requests: '5',
      Errors: '0',
      'Last 7 days': '5\nnew this week',
      'Last call': 'just now',
    });
    await page.getByText('As a list').click();
    expect(await page.locator('ul.days').innerText()).toMatch(/^\d{4}-\d\d-\d\d: 10$/);
    await page.getByRole('link', { name: 'GET /api/users/get/{id}' }).click();
    await seen(page, 'GET /api/users/get/{id}');
    expect(await cells(row(page, 'portal'))).toMatchObject({
      Requests: '5',
      Program: 'portal/2',
      'Write to': 'vera\nvera@example.com',
    });
    await page.getByRole('link', { name: '← Spellings' }).click();
    await row(page, 'GET /api/users/get/{id}').waitFor();
    await page.getByRole('link', { name: 'Lifecycle' }).click();
    await page.getByText('No spelling is deprecated: all of them are live for good.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('a view whose endpoint is not there says so', async () => {
    const { page } = await open('/users');
    await page.route('**/api/lifecycle', (route) =>
      route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not Found' }),
    );
    await go(page, '/aliases/lifecycle');
    await page.getByText('This server does not offer what this view shows: it answered 404.').waitFor();
  });
});

describeInBrowser('traffic and health', () => {
  test('are shown as charts and as tables', async () => {
    await times(4, 'GET /api/v1/users/1', api.adminToken);
    await times(1, 'GET /api/v1/users/99999', api.adminToken);
    const { page, complaints } = await open('/traffic');
    for (const range of ['1 hour', '24 hours', '7 days', '14 days']) {
      await page.getByRole('button', { name: range }).click();
      await page.getByRole('img', { name: 'Latency, p99 by dialect over time' }).locator('canvas').waitFor();
    }
    const rails = await cells(
      page
        .getByRole('table', { name: 'Requests and errors by dialect' })
        .getByRole('row')
        .filter({ hasText: 'rails' }),
    );
    const [, requests, , errors] = ['', rails['Requests'], '', rails['Client errors']];
    expect([Number(requests) >= 5, Number(errors) >= 1]).toEqual([true, true]);
    await page.getByText('The charts as a table').click();
    await page.getByRole('table', { name: 'Requests and latencies by step and dialect' }).waitFor();
    await go(page, '/health');
    await page.getByText('Requests since the start').waitFor();
    expect(await page.locator('dl.facts .badge').allInnerTexts()).toEqual(['ok', 'ok']);
    await page.getByText(/^All \d+ figures$/).click();
    await page.getByRole('table', { name: 'All figures' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
