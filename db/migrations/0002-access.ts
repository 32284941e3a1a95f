import type { Knex } from 'knex';

/** Sessions, API tokens and their policies, quotas, sign-in throttle, audit trail. Secrets are kept as SHA-256 alone. */
const UP = `
create table token_policies (
  id bigint generated always as identity primary key,
  name text not null,
  description text,
  rate_per_minute integer check (rate_per_minute > 0),
  requests_per_day integer check (requests_per_day > 0),
  methods text[],
  paths text[],
  ips text[],
  active boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index token_policies_name_key on token_policies (name);

create table api_tokens (
  id bigint generated always as identity primary key,
  ulid text collate "C" not null unique,
  user_id bigint not null references users,
  name text,
  prefix text not null,
  digest bytea not null,
  policy_id bigint constraint api_tokens_policy_fkey references token_policies,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index api_tokens_digest_key on api_tokens (digest);
create unique index api_tokens_name_key on api_tokens (name) where name is not null;
create index api_tokens_user_idx on api_tokens (user_id);
create index api_tokens_policy_idx on api_tokens (policy_id);

create table token_day_counts (
  token_id bigint not null references api_tokens on delete cascade,
  day date not null,
  count integer not null,
  primary key (token_id, day)
);

create table sessions (
  id text collate "C" primary key,
  user_id bigint not null references users,
  ip text not null,
  user_agent text,
  dialect text not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index sessions_live_idx on sessions (user_id) where ended_at is null;

create table refresh_tokens (
  digest bytea primary key,
  session_id text collate "C" not null references sessions on delete cascade,
  child_digest bytea,
  created_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_session_idx on refresh_tokens (session_id);

create table sign_in_tries (
  name_canonical text collate "C" not null,
  ip text not null,
  window_started_at timestamptz not null,
  tries integer not null,
  primary key (name_canonical, ip)
);

create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  action text not null,
  result text not null check (result in ('done', 'refused')),
  actor_id bigint,
  actor text,
  token_id bigint,
  target_type text,
  target_id text,
  dialect text not null,
  binding text not null,
  ip text not null,
  request_id text not null,
  details jsonb not null default '{}'
);
create index audit_entries_target_idx on audit_entries (target_type, target_id, id);
create index audit_entries_actor_idx on audit_entries (actor_id, id);
create index audit_entries_action_idx on audit_entries (action, id);
`;

const DOWN = `
drop table audit_entries;
drop table sign_in_tries;
drop table refresh_tokens;
drop table sessions;
drop table token_day_counts;
drop table api_tokens;
drop table token_policies;
`;

/** The policy of the first administrator's token: nothing is limited. */
const UNLIMITED = `
insert into token_policies (name, description, created_at, updated_at)
values ('unlimited', 'No limits', now(), now());
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
  await knex.raw(UNLIMITED);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
