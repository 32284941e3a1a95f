import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { announced, seen, useConsole } from './console';

const { api, open } = useConsole();

/** Where the keyboard is: the words of what has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(
    `((focus) => focus === document.body ? 'BODY' : focus.id === 'content' ? 'content' :
      (focus.labels?.[0]?.innerText ?? focus.ariaLabel ?? focus.innerText).trim())(document.activeElement)`,
  );

const MOST_STOPS = 60;

/** Goes on by Tab until this has the focus. */
const tabTo = async (page: Page, words: string): Promise<void> => {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === words) return;
  }
  throw new Error(`"${words}" is not to be reached by Tab`);
};

describeInBrowser('with the keyboard alone', () => {
  test('one signs in, finds a user, suspends it, and gives up on deleting it', async () => {
    await api.server.user({ username: 'theo' });
    const { page, complaints } = await open('/users', { isSignedOut: true });
    await tabTo(page, 'Username or email');
    await page.keyboard.type('admin');
    await tabTo(page, 'Password');
    await page.keyboard.type('admin-password-1');
    await page.keyboard.press('Enter');
    await seen(page, 'Users');
    await tabTo(page, 'Skip to the content');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('content');
    await tabTo(page, 'Search');
    await page.keyboard.type('theo');
    await page.getByRole('status').getByText('1 user', { exact: true }).waitFor();
    await tabTo(page, 'theo');
    await page.keyboard.press('Enter');
    await seen(page, 'theo');
    expect(await focused(page)).toBe('content');

    await tabTo(page, 'Suspend');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await focused(page)).toBe('Reason');
    await page.keyboard.type('left');
    await tabTo(page, 'Suspend theo');
    await page.keyboard.press('Enter');
    await announced(page, 'theo is suspended');
    await page.getByText('left', { exact: true }).waitFor();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(page, 'Delete');
    await page.keyboard.press('Space');
    await page.getByRole('dialog').waitFor();
    const stops = new Set<string>();
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab');
      stops.add(await focused(page));
    }
    // The browser's own bar is one of the stops of a dialog; nothing behind the dialog is.
    expect([...stops].filter((words) => words !== 'BODY').sort()).toEqual(['Cancel', 'Close', 'Delete theo']);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: /^Delete$/ }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('the focus stays in the view when what was done takes its own button away', async () => {
    const { id } = await api.server.user({ username: 'wanda' });
    const { page } = await open(`/users/${id}`);
    await seen(page, 'wanda');
    for (const [step, other] of [
      ['Lock', 'Unlock'],
      ['Unlock', 'Lock'],
    ] as const) {
      await page.getByRole('button', { name: step, exact: true }).press('Enter');
      await page.getByRole('button', { name: `${step} wanda` }).press('Enter');
      await page.getByRole('button', { name: other, exact: true }).waitFor();
      await page.locator('main:focus').waitFor();
    }
  });

  test('the menu of a small screen opens and closes', async () => {
    const { page } = await open('/users', { viewport: { width: 390, height: 844 } });
    const menu = page.getByRole('button', { name: 'Menu' });
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await tabTo(page, 'Menu');
    await page.keyboard.press('Enter');
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await tabTo(page, 'Policies');
    await page.keyboard.press('Enter');
    await seen(page, 'Policies');
    expect([await menu.getAttribute('aria-expanded'), await focused(page)]).toEqual(['false', 'content']);
  });

  test('the theme is chosen and remembered', async () => {
    const { page } = await open('/users', { colorScheme: 'dark' });
    const theme = (): Promise<string> => page.evaluate('document.documentElement.dataset.theme');
    const shown = [await theme()];
    await page.getByRole('button', { name: 'Theme: auto' }).click();
    shown.push(await theme());
    await page.reload();
    await seen(page, 'Users');
    shown.push(await theme());
    expect(shown).toEqual(['dark', 'light', 'light']);
  });
});
