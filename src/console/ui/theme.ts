import { createStore } from '../api/store';

const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

// The same as the docs pages': who likes one dark likes both dark.
const KEY = 'theme';

const isTheme = (text: unknown): text is Theme => THEMES.some((theme) => theme === text);

const stored = (): Theme => {
  try {
    const text = localStorage.getItem(KEY);
    return isTheme(text) ? text : 'auto';
  } catch {
    return 'auto';
  }
};

/** What was chosen: light, dark, or as the system says. */
export const themeChoice = createStore<Theme>('auto');

/** What is shown. */
export const shownTheme = createStore<'light' | 'dark'>('light');

const system = matchMedia('(prefers-color-scheme: dark)');

const apply = (): void => {
  const choice = themeChoice.get();
  const isDark = choice === 'auto' ? system.matches : choice === 'dark';
  const shown = isDark ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = shown;
  shownTheme.set(shown);
};

/** Shows the page as its reader chose; to be called before anything is drawn. */
export const startTheme = (): void => {
  themeChoice.set(stored());
  apply();
  themeChoice.watch(apply);
  system.addEventListener('change', apply);
};

/** Goes on to the next of the themes, and remembers it. */
export const nextTheme = (): void => {
  const next = THEMES[(THEMES.indexOf(themeChoice.get()) + 1) % THEMES.length] ?? 'auto';
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // It holds for this page alone then.
  }
  themeChoice.set(next);
};
