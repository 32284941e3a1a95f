import type { JSX } from 'preact';
import { useStore } from '../api/store';
import { nextTheme, themeChoice } from './theme';

/** Light, dark, or as the system says. */
export const ThemeButton = (): JSX.Element => (
  <button type="button" class="ghost small" onClick={nextTheme}>
    Theme: {useStore(themeChoice)}
  </button>
);
