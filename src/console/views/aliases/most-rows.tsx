import type { JSX } from 'preact';

/** As many rows as the ledger gives at once. */
export const MOST_ROWS = 1000;

/** Says so where there may be more than are shown. */
export const Truncated = ({ rows }: { readonly rows: readonly unknown[] }): JSX.Element | null =>
  rows.length < MOST_ROWS ? null : (
    <p class="notice">Only the busiest {MOST_ROWS.toLocaleString('en')} rows of the ledger are shown.</p>
  );
