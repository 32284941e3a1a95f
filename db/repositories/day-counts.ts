import type { DayCounts } from '../../src/domain/ports';
import { type Queryable, run, statement } from '../statement';

const LEASE = statement(`
  insert into token_day_counts (token_id, day, count) values ($1::bigint, $2::date, $3::int)
  on conflict (token_id, day) do update set count = token_day_counts.count + excluded.count
  returning count`);

const GIVE_BACK = statement(`
  update token_day_counts set count = greatest(0, count - $3::int) where token_id = $1::bigint and day = $2::date`);

/** Day counts in Postgres. */
export const createDayCounts = (on: Queryable): DayCounts => ({
  async lease(tokenId, day, size) {
    const { rows } = await run(on, LEASE, [tokenId, day, size]);
    return Number(rows[0]?.['count']);
  },
  async giveBack(tokenId, day, unused) {
    await run(on, GIVE_BACK, [tokenId, day, unused]);
  },
});
