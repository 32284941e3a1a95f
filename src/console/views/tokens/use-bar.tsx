import type { JSX } from 'preact';
import type { Use } from '../../api/usage-types';

/** How much of a limit is used, as a bar and in words. */
export const UseBar = ({ per, use }: { readonly per: 'minute' | 'day'; readonly use: Use }): JSX.Element => {
  const { limit } = use;
  const used = use.used ?? 0;
  const words =
    limit === null
      ? `no limit a ${per}`
      : `${used.toLocaleString('en')} of ${limit.toLocaleString('en')} ${per === 'day' ? 'today' : 'this minute'}`;
  const isTight = limit !== null && used >= limit * 0.8;
  return (
    <div class={isTight ? 'use tight' : 'use'}>
      {limit !== null && <progress max={limit} value={Math.min(used, limit)} aria-label={words} />}
      <small>{words}</small>
    </div>
  );
};
