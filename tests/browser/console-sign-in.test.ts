import type { Page } from 'playwright-core';
import { movableClock } from '../http/movable-clock';
import { describeInBrowser } from './browser';
import { announced, go, seen, signInBy, useConsole } from './console';

const clock = movableClock(new Date().toISOString());
const { api, open } = useConsole({
  clock,
  settings: { PASSWORD_MAX_AGE_DAYS: '90', ACCESS_TOKEN_TTL: '600' },
});

const PASSWORD = 'a-long-password-1';

/** How many sessions a user has. */
const sessionsOf = async (id: number): Promise<number> =>
  ((await api.ask(`GET /api/users/${id}/sessions`)).json as unknown[]).length;

const alert = (page: Page): Promise<string> => page.getByRole('alert').innerText();

const countRequests = (page: Page, path: string): { count: number } => {
  const counted = { count: 0 };
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === path) counted.count += 1;
  });
  return counted;
};

describeInBrowser('sign-in', () => {
  test('a wrong password is told in the words of the server, a right one opens the console', async () => {
    const { page, complaints } = await open('/users', { isSignedOut: true });
    await signInBy(page, 'admin', 'not-the-password');
    expect(await alert(page)).toBe('Invalid credentials');
    await signInBy(page, 'admin@example.com', 'admin-password-1');
    await seen(page, 'Users');
    expect(complaints.filter((line) => !line.includes('401'))).toEqual([]);
  });

  test('lasts over a reload, and ends with a sign-out, here and at the server', async () => {
    const before = await sessionsOf(1);
    const { page, complaints } = await open('/policies');
    await page.reload();
    await seen(page, 'Policies');
    expect(await sessionsOf(1)).toBe(before + 1);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await seen(page, 'Sign in');
    expect(await sessionsOf(1)).toBe(before);
    await page.reload();
    await seen(page, 'Sign in');
    expect([await page.evaluate('sessionStorage.length'), complaints]).toEqual([0, []]);
  });

  test('keeps the access token out of every storage', async () => {
    const { page } = await open();
    const kept = (await page.evaluate(
      'JSON.stringify([Object.keys(sessionStorage), Object.keys(localStorage), document.cookie])',
    )) as string;
    expect(JSON.parse(kept)).toEqual([['roster.refresh-token'], [], '']);
  });

  test('whoever is no administrator is told so and signed out', async () => {
    const { id } = await api.server.user({ username: 'plain', password: PASSWORD });
    const { page } = await open('/users', { isSignedOut: true });
    await signInBy(page, 'plain', PASSWORD);
    await page.getByText('The console is for administrators, and plain is not one.').waitFor();
    expect([await sessionsOf(id), await page.evaluate('sessionStorage.length')]).toEqual([0, 0]);
  });

  test('too many failures are refused with the time to wait', async () => {
    await api.server.user({ username: 'guessed', roles: ['admin'], password: PASSWORD });
    for (let round = 0; round < 5; round += 1)
      await api.server.ask('POST /api/auth/login', { body: { username: 'guessed', password: 'wrong' } });
    const { page } = await open('/users', { isSignedOut: true });
    await signInBy(page, 'guessed', PASSWORD);
    expect(await alert(page)).toMatch(/^Too many login attempts\. Try again in \d+ (s|min)\.$/);
  });

  test('a password that has expired is changed first', async () => {
    await api.server.user({ username: 'late', roles: ['admin'], password: PASSWORD });
    clock.advance(91 * 86_400);
    const { page } = await open('/users', { isSignedOut: true });
    await signInBy(page, 'late', PASSWORD);
    await seen(page, 'Change your password');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await seen(page, 'Sign in');
    await signInBy(page, 'late', PASSWORD);
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByLabel('New password', { exact: true }).fill('another-password-2');
    await page.getByLabel('New password again').fill('another-password-3');
    await page.getByRole('button', { name: 'Change and sign in' }).click();
    expect(await alert(page)).toBe('The two passwords differ');
    await page.getByLabel('New password again').fill('another-password-2');
    await page.getByRole('button', { name: 'Change and sign in' }).click();
    await seen(page, 'Users');
    await page.getByRole('link', { name: 'late', exact: true }).first().waitFor();
  });

  test('whoever is too late to change it signs in again', async () => {
    await api.server.user({ username: 'later', roles: ['admin'], password: PASSWORD });
    clock.advance(91 * 86_400);
    const { page } = await open('/users', { isSignedOut: true });
    await signInBy(page, 'later', PASSWORD);
    await seen(page, 'Change your password');
    clock.advance(601);
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByLabel('New password', { exact: true }).fill('another-password-2');
    await page.getByLabel('New password again').fill('another-password-2');
    await page.getByRole('button', { name: 'Change and sign in' }).click();
    await page.getByText('The time to change your password has run out. Sign in again.').waitFor();
    await seen(page, 'Sign in');
  });
});

describeInBrowser('a session', () => {
  const as = async (username: string) => {
    const { id } = await api.server.user({ username, roles: ['admin'], password: PASSWORD });
    const visited = await open('/policies', { isSignedOut: true });
    await signInBy(visited.page, username, PASSWORD);
    await seen(visited.page, 'Policies');
    return { ...visited, id };
  };

  test('is refreshed once when the access token has run out, however many calls find it so', async () => {
    const { page } = await as('refresher');
    const refreshes = countRequests(page, '/api/auth/refresh');
    clock.advance(601);
    await go(page, '/tokens');
    await page.getByRole('table', { name: 'API tokens' }).waitFor();
    await seen(page, 'Tokens');
    expect(refreshes.count).toBe(1);
  });

  test('that was ended elsewhere is told, and leads back to the sign-in', async () => {
    const { page, id } = await as('ended');
    await api.ask(`DELETE /api/users/${id}/sessions`);
    await go(page, '/users');
    await page.getByText('Your session has ended. Sign in again.').waitFor();
    await seen(page, 'Sign in');
  });

  test('changes its own password', async () => {
    const { page } = await as('changer');
    await page.getByRole('button', { name: 'Change password' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change your password' });
    await dialog.getByLabel('Current password').fill('wrong-password');
    await dialog.getByLabel('New password', { exact: true }).fill('another-password-2');
    await dialog.getByLabel('New password again').fill('another-password-2');
    await dialog.getByRole('button', { name: 'Change password' }).click();
    expect(await dialog.getByRole('alert').innerText()).toBe('Current password incorrect');
    await dialog.getByLabel('Current password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Change password' }).click();
    await announced(page, 'Your password was changed');
  });

  test('changes its own password after the access token has run out', async () => {
    const { page } = await as('patient');
    clock.advance(601);
    await page.getByRole('button', { name: 'Change password' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change your password' });
    await dialog.getByLabel('Current password').fill(PASSWORD);
    await dialog.getByLabel('New password', { exact: true }).fill('another-password-2');
    await dialog.getByLabel('New password again').fill('another-password-2');
    await dialog.getByRole('button', { name: 'Change password' }).click();
    await announced(page, 'Your password was changed');
  });

  test('that cannot be taken up is tried again, or left', async () => {
    const { page } = await as('hasty');
    await page.route('**/api/auth/refresh', (route) =>
      route.fulfill({
        status: 429,
        contentType: 'text/plain',
        body: 'Too many requests',
        headers: { 'Retry-After': '3600' },
      }),
    );
    await page.reload();
    expect(await page.getByRole('alert').locator('p').innerText()).toBe(
      'Too many requests. Try again in 60 min.',
    );
    await page.getByRole('button', { name: 'Sign in again' }).waitFor();
    await page.unroute('**/api/auth/refresh');
    await page.getByRole('button', { name: 'Try again' }).click();
    await seen(page, 'Policies');
    await page.route('**/api/auth/refresh', (route) => route.fulfill({ status: 429 }));
    await page.reload();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await seen(page, 'Sign in');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  test('goes on when the server is back', async () => {
    const { page, context } = await as('waiter');
    await context.setOffline(true);
    await go(page, '/users');
    await page.getByRole('alert').getByText('The server does not answer.').first().waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByRole('table', { name: 'Users' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});
