import type { Page } from 'playwright-core';
import { fileOf } from '../lifecycle/lifecycle-file';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { describeInBrowser } from './browser';
import { go, seen, useConsole } from './console';
import { judge, LOOKS } from './looks';

const ENDS = {
  deprecated: '2025-01-01T00:00:00Z',
  sunset: '2099-01-01T00:00:00Z',
  brownouts: [{ from: '2098-01-01T09:00:00Z', until: '2098-01-01T10:00:00Z' }],
  exempt: ['a token with a long name'],
};
const { api, open } = useConsole({
  settings: { LIFECYCLE_FILE: fileOf({ match: 'dialect:flask', ...ENDS }) },
});

/** Places, and what stands there once they are whole. */
const VIEWS: readonly (readonly [place: string, whole: string])[] = [
  ['/users', '.data tbody tr'],
  ['/users/1', '.spellings li:nth-child(5)'],
  ['/users/2', '.data tbody tr'],
  ['/users/3', '.data tbody tr'],
  ['/users/99999', '[role="alert"]'],
  ['/tokens', '.use progress'],
  ['/policies', '.data tbody tr'],
  ['/aliases', '.data tbody tr'],
  ['/aliases/spellings', '.data tbody tr'],
  ['/aliases/lifecycle', '.data tbody tr'],
  ['/aliases/token/2', '.chart canvas'],
  ['/aliases/binding/GET%20%2Fapi%2Fusers%2Fget%2F%7Bid%7D', '.chart canvas'],
  ['/traffic', '.chart canvas'],
  ['/audit', '.data tbody tr'],
  ['/health', '.figures dd'],
  ['/nowhere', 'h1'],
];

/** Dialogs: where, and the buttons that lead there; those that a wide screen does not have are passed over. */
const DIALOGS: readonly (readonly [place: string, ...buttons: string[]])[] = [
  ['/users', 'New user'],
  ['/users', 'Menu', 'Change password'],
  ['/users/2', 'Edit'],
  ['/users/2', 'Roles'],
  ['/users/2', 'Reset password'],
  ['/users/2', 'Suspend'],
  ['/users/2', 'Delete'],
  ['/users/1', 'End all'],
  ['/tokens', 'New token'],
  ['/tokens', 'New token', 'Create token'],
  ['/tokens', 'Edit'],
  ['/tokens', 'Rotate'],
  ['/tokens', 'Revoke'],
  ['/policies', 'New policy'],
  ['/policies', 'Edit'],
  ['/policies', 'Delete'],
];

const press = async (page: Page, name: string): Promise<void> => {
  const button = page.getByRole('button', { name, exact: true }).first();
  if (name === 'Menu' && !(await button.isVisible())) return;
  await button.click();
};

const unfold = (page: Page): Promise<unknown> =>
  page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true");

describeInBrowser('the console is open to everybody', () => {
  let seenViews = 0;

  beforeAll(async () => {
    const { id } = await api.server.user({ username: 'wanda', roles: ['admin'], name: 'Wanda' });
    // As long as they may be, and without a place to break.
    await api.server.user({
      username: 'w'.repeat(255),
      name: 'W'.repeat(255),
      email: `${'e'.repeat(64)}@${'d'.repeat(63)}.${'d'.repeat(63)}.example`,
    });
    const { json } = await api.ask('POST /api/policies', {
      body: { name: 'p'.repeat(100), description: 'd'.repeat(500), rate_limit_per_min: 10 },
    });
    const token = await api.server.token(id, {
      name: 't'.repeat(100),
      policyId: (json as { id: number }).id,
    });
    for (let round = 0; round < 9; round += 1) await api.server.ask('GET /api/users/get/1', { token });
  });

  // Narrower than a desk's, wider than a tablet's: where tables have just enough room to be tables.
  test('nothing is too wide in between', async () => {
    const { page } = await open('/users', { viewport: { width: 1024, height: 800 } });
    for (const width of [360, 820, 961, 1190, 1200, 1280])
      for (const [place, whole] of VIEWS) {
        await page.setViewportSize({ width, height: 800 });
        await go(page, place);
        await page.locator(whole).first().waitFor();
        const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect([width, place, tooWide]).toEqual([width, place, 0]);
      }
  });

  const check = async (page: Page, what: string): Promise<void> => {
    const { faults, tooWide, held } = await judge(page);
    expect([what, faults, tooWide]).toEqual([what, [], 0]);
    // A checker that was not let in finds nothing wrong either.
    expect(held).toBeGreaterThan(10);
    seenViews += 1;
  };

  test.each(LOOKS.slice(0, COUNTS.looks))('at $width pixels, $colorScheme', async (look) => {
    const { width, height, colorScheme } = look;
    const options = { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' } as const;
    const entry = await open('/users', { ...options, isSignedOut: true });
    await seen(entry.page, 'Sign in');
    await check(entry.page, 'the sign-in');
    await entry.context.close();
    const { page, complaints } = await open('/users', options);
    for (const [place, whole] of VIEWS) {
      await go(page, place);
      await page.locator(whole).first().waitFor();
      await unfold(page);
      await check(page, place);
    }
    for (const [place, ...buttons] of DIALOGS) {
      await go(page, place);
      for (const button of buttons) await press(page, button);
      await page.getByRole('dialog').waitFor();
      if (buttons.includes('Create token')) await page.locator('.secret').waitFor();
      await check(page, [place, ...buttons].join(' '));
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect([...entry.complaints, ...complaints.filter((line) => !line.includes('404'))]).toEqual([]);
  });

  afterAll(() => {
    const looks = Math.min(COUNTS.looks, LOOKS.length);
    report(
      `console, ${COUNTS.name}: ${seenViews} views and dialogs without a violation of WCAG 2.1 AA (${VIEWS.length + 1} views, ${DIALOGS.length} dialogs, ${looks} looks)`,
    );
  });
});
