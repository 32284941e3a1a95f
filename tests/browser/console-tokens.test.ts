import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { announced, go, seen, useConsole } from './console';

const { api, open } = useConsole();

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

const dialog = (page: Page): Locator => page.getByRole('dialog');

const row = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text });

const statusWith = async (token: string, line = 'GET /api/users/1'): Promise<number> =>
  (await api.server.ask(line, { token })).status;

describeInBrowser('policies', () => {
  test('are made, changed, and deleted where no token has them', async () => {
    const { page, complaints } = await open('/policies');
    await press(page, 'New policy');
    await dialog(page).getByLabel('Name').fill('office');
    await dialog(page).getByLabel('Requests a minute').fill('0');
    await press(page, 'Save policy');
    expect(await dialog(page).getByRole('alert').innerText()).toMatch(/^rate_limit_per_min must be/);
    await dialog(page).getByLabel('Requests a minute').fill('5');
    await dialog(page).getByLabel('Requests a day').fill('');
    await dialog(page).getByLabel('GET').check();
    await dialog(page).getByLabel('Paths').fill('/api/users\n/api/v1');
    await press(page, 'Save policy');
    await announced(page, 'The policy office was saved');
    const [made] = ((await api.ask('GET /api/policies')).json as { id: number; name: string }[]).filter(
      ({ name }) => name === 'office',
    );
    expect(made).toEqual({
      id: expect.any(Number),
      name: 'office',
      description: null,
      rate_limit_per_min: 5,
      max_requests_per_day: null,
      allowed_methods: ['GET'],
      allowed_paths: ['/api/users', '/api/v1'],
      allowed_ips: null,
      active: true,
    });
    await row(page, 'office').getByRole('button', { name: 'Edit' }).click();
    await dialog(page).getByLabel('Description').fill('Reads');
    await press(page, 'Save policy');
    await row(page, 'Reads').waitFor();
    await api.server.token(1, { policyId: made?.id ?? 0, name: 'bound' });
    await row(page, 'office').getByRole('button', { name: 'Delete' }).click();
    await press(page, 'Delete policy');
    expect(await dialog(page).getByRole('alert').innerText()).toBe('Policy is in use');
    await press(page, 'Cancel');
    expect(complaints.filter((line) => !line.includes('400'))).toEqual([]);
  });
});

describeInBrowser('tokens', () => {
  test('are made for somebody, shown once, used against their limits, rotated and revoked', async () => {
    await api.server.user({ username: 'sven', roles: ['admin'] });
    const policy = (await api.ask('POST /api/policies', { body: { name: 'ten', rate_limit_per_min: 10 } }))
      .json as { id: number };
    const { page, complaints } = await open('/tokens');
    await press(page, 'New token');
    await dialog(page).getByLabel('Look for another owner').fill('sven');
    await dialog(page).getByRole('button', { name: 'sven sven@example.com' }).click();
    await dialog(page).getByLabel('Name').fill('export');
    await dialog(page).getByLabel('Policy').selectOption(String(policy.id));
    await press(page, 'Create token');
    const secret = await page.locator('.secret code').innerText();
    expect(secret).toMatch(/^rst_/);
    await press(page, 'I have kept it');
    await row(page, 'export').waitFor();
    expect(await page.content()).not.toContain(secret);
    for (let round = 0; round < 9; round += 1) expect(await statusWith(secret)).toBe(200);
    await press(page, 'Refresh');
    const use = row(page, 'export').locator('.use');
    await use.getByText('9 of 10 this minute').waitFor();
    expect(await use.first().locator('progress').getAttribute('value')).toBe('9');
    await row(page, 'export').getByRole('link', { name: 'sven' }).waitFor();

    await row(page, 'export').getByRole('button', { name: 'Edit' }).click();
    await dialog(page).getByLabel('Name').fill('nightly');
    await dialog(page).getByLabel('Expires at (UTC)').fill('2099-01-01T00:00');
    await dialog(page).getByLabel('Policy').selectOption('');
    await press(page, 'Save token');
    await announced(page, 'The token was saved');
    const [token] = (
      (await api.ask('GET /api/admin/tokens')).json as { id: number; name: string | null }[]
    ).filter(({ name }) => name === 'nightly');
    expect(token).toMatchObject({ policy_id: null, expires_at: '2099-01-01T00:00:00Z', status: 'active' });

    await row(page, 'nightly').getByRole('button', { name: 'Rotate' }).click();
    await press(page, 'Rotate token');
    const second = await page.locator('.secret code').innerText();
    await page.keyboard.press('Escape');
    expect([second === secret, await statusWith(secret), await statusWith(second)]).toEqual([
      false,
      401,
      200,
    ]);

    await row(page, 'nightly').getByRole('button', { name: 'Revoke' }).click();
    await press(page, 'Revoke token');
    await announced(page, 'The token was revoked');
    expect(await statusWith(second)).toBe(401);
    await go(page, '/audit');
    await seen(page, 'Audit trail');
    await page.getByLabel('What').selectOption('tokens.revoke');
    await page.locator('main tbody tr:only-child').waitFor();
    const revoked = row(page, 'tokens.revoke');
    expect(await revoked.locator('td[data-label="To"]').innerText()).toBe(`token ${token?.id}`);

    await go(page, '/tokens');
    await row(page, 'nightly').getByRole('button', { name: 'Delete' }).click();
    await press(page, 'Delete token');
    await announced(page, 'The token was deleted');
    expect(complaints).toEqual([]);
  });

  test('are not given up while they are made', async () => {
    const { page } = await open('/tokens');
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/admin/tokens', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await press(page, 'New token');
    await dialog(page).getByLabel('Name').fill('slow');
    await press(page, 'Create token');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click({ force: true });
    await dialog(page).getByRole('button', { name: 'Close' }).click({ force: true });
    expect(await dialog(page).getByLabel('Name').inputValue()).toBe('slow');
    answer();
    expect(await page.locator('.secret code').innerText()).toMatch(/^rst_/);
  });

  test('are leafed through together with their use', async () => {
    for (let index = 0; index < 55; index += 1) await api.server.token(1, { name: `leaf${index}` });
    const { page } = await open('/users');
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/usage/limits?*', async (route) => {
      await held;
      await route.continue();
    });
    await go(page, '/tokens');
    const next = page.getByRole('button', { name: 'Next', exact: true });
    await next.waitFor();
    expect(await next.getAttribute('aria-disabled')).toBe('true');
    await next.click({ force: true });
    await page.getByText('Page 1', { exact: true }).waitFor();
    answer();
    await next.click();
    await page.getByText('Page 2', { exact: true }).waitFor();
  });
});
