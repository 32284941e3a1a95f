import type { Page } from 'playwright-core';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { describeInBrowser } from './browser';
import { go, seen, useConsole } from './console';
import { judge, LOOKS } from './looks';

const { api, open } = useConsole();

/** Places, and what stands there once they are whole. */
const VIEWS: readonly (readonly [place: string, whole: string])[] = [
  ['/users', '.data tbody tr'],
  ['/users/1', '.spellings li:nth-child(5)'],
  ['/users/2', '.data tbody tr'],
  ['/users/99999', '[role="alert"]'],
  ['/tokens', '.use progress'],
  ['/policies', '.data tbody tr'],
  ['/aliases', '.data tbody tr'],
  ['/aliases/spellings', '.data tbody tr'],
  ['/aliases/lifecycle', '.empty'],
  ['/aliases/token/2', '.chart canvas'],
  ['/aliases/binding/GET%20%2Fapi%2Fusers%2Fget%2F%7Bid%7D', '.chart canvas'],
  ['/traffic', '.chart canvas'],
  ['/audit', '.data tbody tr'],
  ['/health', '.figures dd'],
  ['/nowhere', 'h1'],
];

/** Dialogs: where, and the buttons that lead there. */
const DIALOGS: readonly (readonly [place: string, ...buttons: string[]])[] = [
  ['/users', 'New user'],
  ['/users/2', 'Edit'],
  ['/users/2', 'Roles'],
  ['/users/2', 'Reset password'],
  ['/users/2', 'Suspend'],
  ['/users/2', 'Delete'],
  ['/tokens', 'New token'],
  ['/policies', 'New policy'],
];

const unfold = (page: Page): Promise<unknown> =>
  page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true");

describeInBrowser('the console is open to everybody', () => {
  let seenViews = 0;

  beforeAll(async () => {
    const { id } = await api.server.user({ username: 'wanda', roles: ['admin'], name: 'Wanda' });
    const { json } = await api.ask('POST /api/policies', { body: { name: 'small', rate_limit_per_min: 10 } });
    const token = await api.server.token(id, { name: 'portal', policyId: (json as { id: number }).id });
    for (let round = 0; round < 9; round += 1) await api.server.ask('GET /api/users/get/1', { token });
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
    const { page, complaints } = await open('/users', options);
    for (const [place, whole] of VIEWS) {
      await go(page, place);
      await page.locator(whole).first().waitFor();
      await unfold(page);
      await check(page, place);
    }
    for (const [place, button] of DIALOGS) {
      await go(page, place);
      await page.getByRole('button', { name: button ?? '', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await check(page, `${place} ${button}`);
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
