import type { QueryResultRow } from 'pg';
import type { Principals } from '../../src/domain/repositories/principals';
import { gathered } from '../gather';
import { ownerColumns, toSessionCredential, toTokenCredential } from '../records/principal-record';
import { TOKEN_POLICY_COLUMNS } from '../records/token-policy-record';
import { type Queryable, run, statement } from '../statement';

/** How long a noted use stands for those that follow: a busy credential costs one write a minute. */
const USE_STANDS_FOR = "interval '1 minute'";

const bySession = (condition: string) =>
  statement(`
  select s.id as session_id, ${ownerColumns('$2::timestamptz')}, u.session_epoch, s.restricted,
    s.ended_at is not null as is_ended,
    s.expires_at, s.expires_at <= $2::timestamptz as is_expired,
    s.last_used_at <= $2::timestamptz - ${USE_STANDS_FOR} as is_use_due
  from sessions s join users u on u.id = s.user_id
  where s.id ${condition}`);

const byTokenDigest = (condition: string) =>
  statement(`
  select encode(t.digest, 'hex') as digest, ${ownerColumns('$2::timestamptz')}, t.id as token_id, t.name as token_name, t.role as token_role, t.can_write as token_can_write,
    t.revoked_at is not null as is_revoked,
    t.expires_at, coalesce(t.expires_at <= $2::timestamptz, false) as is_expired,
    coalesce(t.last_used_at <= $2::timestamptz - ${USE_STANDS_FOR}, true) as is_use_due,
    p.*
  from api_tokens t
    join users u on u.id = t.user_id
    left join (select ${TOKEN_POLICY_COLUMNS} from token_policies where active) p on p.id = t.policy_id
  where t.digest ${condition}`);

const SESSIONS = {
  one: bySession('= $1'),
  many: bySession('= any($1::text[])'),
  keyOf: (row: QueryResultRow) => row['session_id'] as string,
  map: toSessionCredential,
};

// Digests travel as hex, so that equal ones are one key.
const TOKENS = {
  one: byTokenDigest("= decode($1, 'hex')"),
  many: byTokenDigest("= any(select decode(given, 'hex') from unnest($1::text[]) given)"),
  keyOf: (row: QueryResultRow) => row['digest'] as string,
  map: toTokenCredential,
};

const NOTE_SESSION_USE = statement(`
  update sessions set last_used_at = $2::timestamptz
  where id = $1 and ended_at is null and last_used_at <= $2::timestamptz - ${USE_STANDS_FOR}`);

const NOTE_TOKEN_USE = statement(`
  update api_tokens set last_used_at = $2::timestamptz
  where id = $1::bigint and coalesce(last_used_at <= $2::timestamptz - ${USE_STANDS_FOR}, true)`);

/** Who credentials speak for, from Postgres. */
export const createPrincipals = (on: Queryable): Principals => {
  const byDigest = gathered(on, TOKENS);
  return {
    bySession: gathered(on, SESSIONS),
    byTokenDigest: (digest, now) => byDigest(digest.toString('hex'), now),
    async noteSessionUse(sessionId, now) {
      await run(on, NOTE_SESSION_USE, [sessionId, now]);
    },
    async noteTokenUse(tokenId, now) {
      await run(on, NOTE_TOKEN_USE, [tokenId, now]);
    },
  };
};
