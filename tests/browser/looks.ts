import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Widths and colour schemes; the most unlike ones first: a developer who waits gets these alone. */
export const LOOKS = [
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 768, height: 1024, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 768, height: 1024, colorScheme: 'dark' },
] as const;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** What keeps people from the page, and by how much it is too wide. */
export const judge = async (page: Page) => {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
  return { faults, tooWide, held: passes.length };
};
