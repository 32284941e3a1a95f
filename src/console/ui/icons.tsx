import type { JSX } from 'preact';

const PATHS = {
  users:
    'M16 19v-1.5a3.5 3.5 0 0 0-3.5-3.5h-5A3.5 3.5 0 0 0 4 17.5V19M10 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6M20 19v-1.5a3.5 3.5 0 0 0-2.6-3.4M15 4.7a3 3 0 0 1 0 5.7',
  tokens: 'M14.5 9.5 20 4m-2 2 2 2m-4.5.5 1.5 1.5M12.4 11.6a4 4 0 1 1-5.7 5.7 4 4 0 0 1 5.7-5.7',
  policies: 'M12 3.5 5 6v5.5c0 4.2 2.9 7.4 7 9 4.1-1.6 7-4.8 7-9V6zM9 12l2.2 2.2L15.2 10',
  aliases: 'M7 5v14M17 5v14M4 8h6M14 8h6M4 16h6M14 16h6',
  traffic: 'M4 19V5m0 14h16M7.5 14.5l3.5-4 3 2.5 5-6',
  audit:
    'M8 4.5H6.5A1.5 1.5 0 0 0 5 6v13a1.5 1.5 0 0 0 1.5 1.5h11A1.5 1.5 0 0 0 19 19V6a1.5 1.5 0 0 0-1.5-1.5H16M9 3.5h6v3H9zM9 11h6M9 14.5h6',
  health: 'M3.5 12.5h4l2.5-6 4 11 2.5-5h4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside words that say the same. */
export const Icon = ({ name }: { readonly name: IconName }): JSX.Element => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
