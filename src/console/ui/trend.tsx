import type { JSX } from 'preact';
import { Badge } from './badge';

/** Requests of the last seven days beside those of the seven before. */
export interface Weeks {
  readonly last: number;
  readonly previous: number;
}

const percent = ({ last, previous }: Weeks): string => {
  const change = Math.round(((last - previous) / previous) * 100);
  return `${change > 0 ? '+' : ''}${change} %`;
};

/** Whether it goes to zero: two weeks side by side, and in words. */
export const Trend = ({ weeks }: { readonly weeks: Weeks }): JSX.Element => {
  const { last, previous } = weeks;
  if (last === 0) return <Badge tone="good">none for 7 days</Badge>;
  const before =
    previous === 0 ? 'new this week' : `${percent(weeks)}, ${previous.toLocaleString('en')} before`;
  return (
    <>
      {last.toLocaleString('en')} <span class="under">{before}</span>
    </>
  );
};
