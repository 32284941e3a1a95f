import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { announced, go, seen, useConsole } from './console';

const { api, open } = useConsole();

const PASSWORD = 'a-long-password-1';

const entry = async (id: number): Promise<Record<string, unknown>> =>
  (await api.ask(`GET /api/directory/${id}`)).json as Record<string, unknown>;

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

const dialog = (page: Page): Locator => page.getByRole('dialog');

const rowsOf = (page: Page, table: string): Promise<string[]> =>
  page.getByRole('table', { name: table }).locator('tbody tr td:first-child').allInnerTexts();

describeInBrowser('the users', () => {
  test('are created, found, edited, and refused in the words of the server', async () => {
    const { page, complaints } = await open();
    await press(page, 'New user');
    await dialog(page).getByLabel('Username').fill('admin');
    await dialog(page).getByLabel('Email').fill('nina@example.com');
    await dialog(page).getByLabel('Password').fill(PASSWORD);
    await dialog(page).getByLabel('user', { exact: true }).uncheck();
    await press(page, 'Create user');
    await dialog(page).getByRole('alert').getByText('Choose at least one role').waitFor();
    await dialog(page).getByLabel('user', { exact: true }).check();
    await dialog(page).getByLabel('editor').check();
    await press(page, 'Create user');
    await dialog(page).getByRole('alert').getByText('Username already exists').waitFor();
    expect(await dialog(page).getByRole('alert').innerText()).toBe('Username already exists');
    await dialog(page).getByLabel('Username').fill('nina');
    await press(page, 'Create user');
    await seen(page, 'nina');
    const { id } = (await api.ask(`GET /api/directory/${page.url().split('/').at(-1)}`)).json as {
      id: number;
    };
    expect(await entry(id)).toMatchObject({
      username: 'nina',
      email: 'nina@example.com',
      roles: ['user', 'editor'],
    });

    await go(page, '/users');
    await page.getByLabel('Search').fill('NINA@');
    await page.getByRole('status').getByText('1 user', { exact: true }).waitFor();
    expect(await rowsOf(page, 'Users')).toEqual(['nina']);
    await page.getByRole('link', { name: 'nina' }).click();
    await seen(page, 'nina');

    await press(page, 'Edit');
    await dialog(page).getByLabel('Username').fill('nina.k');
    await dialog(page).getByLabel('Email').fill('nina.k@example.com');
    await press(page, 'Save');
    await seen(page, 'nina.k');
    expect(await entry(id)).toMatchObject({ username: 'nina.k', email: 'nina.k@example.com' });

    await press(page, 'Roles');
    await dialog(page).getByLabel('editor').uncheck();
    await press(page, 'Save roles');
    await announced(page, 'The roles of nina.k were saved');
    expect((await entry(id))['roles']).toEqual(['user']);
    expect(complaints.filter((line) => !line.includes('409'))).toEqual([]);
  });

  test('are suspended with reason and end, locked, unlocked, given a password, deleted and restored', async () => {
    const { id } = await api.server.user({ username: 'otto', password: PASSWORD });
    const { page, complaints } = await open(`/users/${id}`);
    await seen(page, 'otto');
    await press(page, 'Suspend');
    await dialog(page).getByLabel('Reason').fill('on leave');
    await dialog(page).getByLabel('Ends at (UTC)').fill('2099-03-01T08:30');
    await press(page, 'Suspend otto');
    await announced(page, 'otto is suspended');
    await page.getByText('2099-03-01 08:30').waitFor();
    expect(await entry(id)).toMatchObject({
      status: 'suspended',
      suspension: { reason: 'on leave', until: '2099-03-01T08:30:00Z', by: 1 },
    });
    await press(page, 'Unsuspend');
    await press(page, 'Unsuspend otto');
    await announced(page, 'otto is active again');
    await press(page, 'Lock');
    await press(page, 'Lock otto');
    await announced(page, 'otto is locked');
    expect((await entry(id))['lock']).toEqual({ cause: 'administrator', until: null, by: 1 });
    await press(page, 'Unlock');
    await press(page, 'Unlock otto');
    await announced(page, 'otto is unlocked');
    expect(await entry(id)).toMatchObject({ status: 'active', suspension: null, lock: null });

    await press(page, 'Reset password');
    await dialog(page).getByLabel('New password').fill('short');
    await press(page, 'Set password');
    expect(await dialog(page).getByRole('alert').innerText()).toBe('password must be at least 8 characters');
    await dialog(page).getByLabel('New password').fill('a-new-password-2');
    await press(page, 'Set password');
    await announced(page, 'The password of otto was set');
    const body = { username: 'otto', password: 'a-new-password-2' };
    expect((await api.server.ask('POST /api/auth/login', { body })).status).toBe(200);

    await press(page, 'Delete');
    expect(await dialog(page).innerText()).toContain('otto · otto@example.com');
    await press(page, 'Cancel');
    expect((await entry(id))['deleted_at']).toBeNull();
    await press(page, 'Delete');
    await press(page, 'Delete otto');
    await announced(page, 'otto was deleted');
    expect((await entry(id))['deleted_at']).not.toBeNull();
    await press(page, 'Restore');
    await press(page, 'Restore otto');
    await announced(page, 'otto is back');
    expect((await entry(id))['deleted_at']).toBeNull();

    await page.getByRole('link', { name: 'All of it' }).click();
    await seen(page, 'Audit trail');
    await page.getByRole('cell', { name: 'users.restore' }).waitFor();
    const actions = await page.locator('td[data-label="What"]').allInnerTexts();
    expect(actions.map((text) => text.trim())).toEqual(
      expect.arrayContaining([
        'users.suspend',
        'users.unsuspend',
        'users.lock',
        'users.unlock',
        'users.update',
        'users.delete',
        'users.restore',
      ]),
    );
    expect(complaints.filter((line) => !line.includes('400'))).toEqual([]);
  });

  test('have their sessions ended, one and all', async () => {
    const { id } = await api.server.user({ username: 'pia', password: PASSWORD });
    for (const agent of ['one/1', 'two/2', 'three/3'])
      await api.server.ask('POST /api/auth/login', {
        body: { username: 'pia', password: PASSWORD },
        headers: { 'User-Agent': agent },
      });
    const agents = async (): Promise<unknown[]> =>
      ((await api.ask(`GET /api/users/${id}/sessions`)).json as { user_agent: string }[])
        .map(({ user_agent }) => user_agent)
        .sort();
    const { page, complaints } = await open(`/users/${id}`);
    await page.getByRole('row').filter({ hasText: 'two/2' }).getByRole('button', { name: 'End' }).click();
    await press(page, 'End session');
    await announced(page, 'The session has ended');
    await page
      .getByRole('table', { name: 'Last done to pia' })
      .getByText(/sessions/)
      .first()
      .waitFor();
    expect(await agents()).toEqual(['one/1', 'three/3']);
    await press(page, 'End all');
    await press(page, 'End all sessions');
    await page.getByText('Nobody is signed in as this user.').waitFor();
    expect([await agents(), complaints]).toEqual([[], []]);
  });

  test('are shown with all their ids, and as every dialect gets them', async () => {
    const { id, ulid, hexId } = await api.server.user({ username: 'rita' });
    const { page, context, complaints } = await open(`/users/${ulid}`);
    await seen(page, 'rita');
    const ids = await page.locator('.copyable code').allInnerTexts();
    expect(ids).toEqual([String(id), ulid, hexId]);
    await page.locator('ul.spellings li').nth(4).waitFor();
    const lines = await page.locator('ul.spellings code').allInnerTexts();
    expect(lines).toEqual([
      `GET /api/users/${id}`,
      `GET /users:get?id=${ulid}`,
      `GET /api/v1/users/${id}`,
      `GET /api/admin/users/${id}`,
      `GET /form/api/v1/user/users/${hexId}`,
    ]);
    const answers = await Promise.all(lines.map((line) => api.ask(line)));
    expect(answers.map(({ status, text }) => [status, text.includes('rita')])).toEqual(
      lines.map(() => [200, true]),
    );
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: api.server.url });
    await press(page, 'Copy the curl command for colon');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `curl '${api.server.url}/users:get?id=${ulid}' -H "Authorization: Bearer $TOKEN"`,
    );
    await press(page, 'Copy hex id');
    expect([await page.evaluate('navigator.clipboard.readText()'), complaints]).toEqual([hexId, []]);
  });

  test('are leafed through page by page, narrowed and ordered', async () => {
    for (let index = 0; index < 120; index += 1)
      await api.server.user({ username: `many${String(index).padStart(3, '0')}` });
    const { page, complaints } = await open();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.getByLabel('Search').fill('many');
    await page.getByRole('status').getByText('120 users').waitFor();
    await page.getByLabel('Order').selectOption('-username');
    await page.getByRole('cell', { name: 'many119', exact: true }).waitFor();
    await press(page, 'Next');
    await page.getByRole('cell', { name: 'many069', exact: true }).waitFor();
    await press(page, 'Next');
    await page.getByRole('cell', { name: 'many000', exact: true }).waitFor();
    expect(await rowsOf(page, 'Users')).toHaveLength(20);
    await press(page, 'Previous');
    await page.getByRole('cell', { name: 'many020', exact: true }).waitFor();
    expect((await rowsOf(page, 'Users')).slice(0, 1)).toEqual(['many069']);
    await page.getByRole('link', { name: 'many030' }).click();
    await seen(page, 'many030');
    await page.getByRole('link', { name: '← Users' }).click();
    expect(await page.getByLabel('Search').inputValue()).toBe('many');
    await page.getByLabel('Deleted').selectOption('only');
    await page.getByText('No user fits.').waitFor();
    expect(requests.filter((url) => url.includes('/api/directory?') && !url.includes('limit=50'))).toEqual(
      [],
    );
    expect(complaints).toEqual([]);
  });

  test('oneself and a superadmin are protected, and it says why', async () => {
    const { id } = await api.server.user({ username: 'root', roles: ['superadmin'] });
    const { page, complaints } = await open('/users/1');
    await seen(page, 'admin');
    await page.getByText('This is your own account').waitFor();
    const own = page.getByRole('button', { name: 'Delete: You cannot delete yourself' });
    expect([await own.getAttribute('aria-disabled'), await own.getAttribute('title')]).toEqual([
      'true',
      'You cannot delete yourself',
    ]);
    await own.click({ force: true });
    expect(await dialog(page).count()).toBe(0);
    await go(page, `/users/${id}`);
    await page.getByText('Only a superadmin changes a superadmin, so nothing can be changed here.').waitFor();
    expect([await page.locator('.actions button:not([aria-disabled="true"])').count(), complaints]).toEqual([
      0,
      [],
    ]);
  });

  test('a user whose roles were not set is told for as long as it takes', async () => {
    const { page } = await open();
    await page.route('**/api/users/*/roles', (route) =>
      route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not Found' }),
    );
    await press(page, 'New user');
    await dialog(page).getByLabel('Username').fill('half');
    await dialog(page).getByLabel('Email').fill('half@example.com');
    await dialog(page).getByLabel('Password').fill(PASSWORD);
    await dialog(page).getByLabel('editor').check();
    await press(page, 'Create user');
    await seen(page, 'half');
    await announced(page, 'half was created, but the roles were not set: Not Found');
    await press(page, 'Dismiss');
    await press(page, 'Roles');
    await press(page, 'Save roles');
    expect(await dialog(page).getByRole('alert').innerText()).toBe(
      'This server does not offer this: its rest dialect is switched off (DIALECTS).',
    );
  });

  test('a new name of oneself is shown everywhere', async () => {
    const { page } = await open('/users/1');
    await press(page, 'Edit');
    await dialog(page).getByLabel('Username').fill('chief');
    await press(page, 'Save');
    await page.locator('.account').getByRole('link', { name: 'chief' }).waitFor();
    await api.ask('PUT /api/users/1', { body: { username: 'admin' } });
  });

  test('an id that nobody has, and a place that there is not', async () => {
    const { page } = await open('/users/99999');
    await page.getByText('User not found').waitFor();
    await go(page, '/nowhere');
    await seen(page, 'Nothing is here');
  });
});
