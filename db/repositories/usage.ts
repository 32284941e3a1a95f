import type { Usage } from '../../src/domain/repositories/usage';
import type { UsageBatch } from '../../src/domain/usage';
import { toTokenLimits } from '../records/usage-record';
import { countOf, type Queryable, rowsOf, run, statement } from '../statement';
import { BATCH_ROWS, inBatches } from './in-batches';
import { pageById, rowsFor } from './page-by-id';
import { readTraffic } from './traffic';
import { listUsage } from './usage-list';

// One statement, so that a batch is in wholly or not at all. Everybody takes the rows in the same order: two replicas
// that add to the same ones wait for each other and cannot deadlock.
const ADD = statement(`
  with fresh as (
    insert into usage_batches (id, at) values ($1, $2::timestamptz) on conflict do nothing returning id
  ), entries as (
    insert into usage (day, binding, operation, caller_kind, caller_id, dialect, user_id, requests, errors, first_at,
      last_at, user_agent)
    select * from json_to_recordset($3::json) as e(day date, binding text, operation text, caller_kind text,
      caller_id bigint, dialect text, user_id bigint, requests bigint, errors bigint, first_at timestamptz,
      last_at timestamptz, user_agent text)
    where exists (select from fresh)
    order by day, binding collate "C", operation collate "C", caller_kind collate "C", caller_id
    on conflict (day, binding, operation, caller_kind, caller_id) do update set
      requests = usage.requests + excluded.requests,
      errors = usage.errors + excluded.errors,
      first_at = least(usage.first_at, excluded.first_at),
      last_at = greatest(usage.last_at, excluded.last_at),
      user_agent = case when excluded.last_at >= usage.last_at then coalesce(excluded.user_agent, usage.user_agent)
        else coalesce(usage.user_agent, excluded.user_agent) end
  )
  insert into traffic_minutes (minute, dialect, requests, client_errors, server_errors, buckets)
  select * from json_to_recordset($4::json) as m(minute timestamptz, dialect text, requests bigint, client_errors bigint,
    server_errors bigint, buckets bigint[])
  where exists (select from fresh)
  order by minute, dialect collate "C"
  on conflict (minute, dialect) do update set
    requests = traffic_minutes.requests + excluded.requests,
    client_errors = traffic_minutes.client_errors + excluded.client_errors,
    server_errors = traffic_minutes.server_errors + excluded.server_errors,
    buckets = array(
      select coalesce(ours, 0) + coalesce(theirs, 0)
      from unnest(traffic_minutes.buckets, excluded.buckets) with ordinality as b(ours, theirs, place) order by place)`);

const entriesOf = ({ entries }: UsageBatch): string =>
  JSON.stringify(
    entries.map(({ day, binding, operation, dialect, caller, requests, errors, ...rest }) => ({
      day,
      binding,
      operation,
      caller_kind: caller.kind,
      caller_id: caller.id,
      dialect,
      user_id: caller.userId,
      requests,
      errors,
      first_at: rest.firstAt,
      last_at: rest.lastAt,
      user_agent: rest.userAgent,
    })),
  );

const trafficOf = ({ traffic }: UsageBatch): string =>
  JSON.stringify(
    traffic.map(({ minute, dialect, requests, clientErrors, serverErrors, buckets }) => ({
      minute,
      dialect,
      requests,
      client_errors: clientErrors,
      server_errors: serverErrors,
      buckets,
    })),
  );

const LIMITS = statement(`
  select t.id, t.name, t.user_id, p.id is not null as has_policy, p.rate_per_minute, p.requests_per_day,
    coalesce(c.count, 0) as count
  from api_tokens t
    left join token_policies p on p.id = t.policy_id and p.active
    left join token_day_counts c on c.token_id = t.id and c.day = $1::date
  where t.id > $2::bigint order by t.id limit $3::bigint`);

const FORGET = ['usage where day < $1::date', 'traffic_minutes where minute < $1::timestamptz'].map(
  (rows) => {
    const [table] = rows.split(' ');
    return statement(
      `delete from ${table} where ctid = any(array(select ctid from ${rows} limit ${BATCH_ROWS}))`,
    );
  },
);
const FORGET_BATCHES = statement(`
  delete from usage_batches where id in (select id from usage_batches where at < $1::timestamptz limit ${BATCH_ROWS})`);

/** The ledger in Postgres. */
export const createUsage = (on: Queryable): Usage => ({
  async add(batch, now) {
    await run(on, ADD, [batch.id, now, entriesOf(batch), trafficOf(batch)]);
  },
  list: (question) => listUsage(on, question),
  traffic: (question) => readTraffic(on, question),
  async limits({ after, limit }, day) {
    return pageById(await rowsOf(on, LIMITS, [day, after?.id ?? 0, rowsFor(limit)], toTokenLimits), limit);
  },
  async forgetBefore(day, minute, batch) {
    for (const [index, forget] of FORGET.entries())
      await inBatches(() => countOf(on, forget, [index === 0 ? day : minute]));
    await inBatches(() => countOf(on, FORGET_BATCHES, [batch]));
  },
});
