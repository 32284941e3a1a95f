import type { Principals } from '../../src/domain/repositories/principals';
import { ownerColumns, toSessionCredential, toTokenCredential } from '../records/principal-record';
import { TOKEN_POLICY_COLUMNS } from '../records/token-policy-record';
import { type Queryable, rowOf, run, statement } from '../statement';

/** How long a noted use stands for those that follow: a busy credential costs one write a minute. */
const USE_STANDS_FOR = "interval '1 minute'";

const BY_SESSION = statement(`
  select ${ownerColumns('$2::timestamptz')}, u.session_epoch, s.restricted,
    s.ended_at is not null as is_ended,
    s.expires_at <= $2::timestamptz as is_expired,
    s.last_used_at <= $2::timestamptz - ${USE_STANDS_FOR} as is_use_due
  from sessions s join users u on u.id = s.user_id
  where s.id = $1`);

const BY_TOKEN_DIGEST = statement(`
  select ${ownerColumns('$2::timestamptz')}, t.id as token_id, t.name as token_name, t.role as token_role, t.can_write as token_can_write,
    t.revoked_at is not null as is_revoked,
    coalesce(t.expires_at <= $2::timestamptz, false) as is_expired,
    coalesce(t.last_used_at <= $2::timestamptz - ${USE_STANDS_FOR}, true) as is_use_due,
    p.*
  from api_tokens t
    join users u on u.id = t.user_id
    left join (select ${TOKEN_POLICY_COLUMNS} from token_policies where active) p on p.id = t.policy_id
  where t.digest = $1::bytea`);

const NOTE_SESSION_USE = statement(`
  update sessions set last_used_at = $2::timestamptz
  where id = $1 and ended_at is null and last_used_at <= $2::timestamptz - ${USE_STANDS_FOR}`);

const NOTE_TOKEN_USE = statement(`
  update api_tokens set last_used_at = $2::timestamptz
  where id = $1::bigint and coalesce(last_used_at <= $2::timestamptz - ${USE_STANDS_FOR}, true)`);

/** Who credentials speak for, from Postgres. */
export const createPrincipals = (on: Queryable): Principals => ({
  bySession: (sessionId, now) => rowOf(on, BY_SESSION, [sessionId, now], toSessionCredential),
  byTokenDigest: (digest, now) => rowOf(on, BY_TOKEN_DIGEST, [digest, now], toTokenCredential),
  async noteSessionUse(sessionId, now) {
    await run(on, NOTE_SESSION_USE, [sessionId, now]);
  },
  async noteTokenUse(tokenId, now) {
    await run(on, NOTE_TOKEN_USE, [tokenId, now]);
  },
});
