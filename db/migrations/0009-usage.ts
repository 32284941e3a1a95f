import type { Knex } from 'knex';

/**
 * The ledger: who calls which spelling, by day; how each dialect is asked, by minute; and which batches of counts are in.
 * Nothing refers to users or tokens, since history outlives them.
 */
const UP = `
create table usage (
  day date not null,
  binding text collate "C" not null,
  operation text collate "C" not null,
  caller_kind text collate "C" not null check (caller_kind in ('token', 'session', 'anonymous', 'unattributed')),
  caller_id bigint not null,
  dialect text collate "C" not null,
  user_id bigint,
  requests bigint not null,
  errors bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  user_agent text check (char_length(user_agent) <= 255),
  primary key (day, binding, operation, caller_kind, caller_id)
);
create index usage_binding_idx on usage (binding, day);
create index usage_caller_idx on usage (caller_kind, caller_id, day);
create index usage_user_idx on usage (user_id, day) where user_id is not null;

create table traffic_minutes (
  minute timestamptz not null,
  dialect text collate "C" not null,
  requests bigint not null,
  client_errors bigint not null,
  server_errors bigint not null,
  buckets bigint[] not null,
  primary key (minute, dialect)
);

create table usage_batches (
  id text collate "C" primary key,
  at timestamptz not null
);
create index usage_batches_at_idx on usage_batches (at);

insert into role_permissions (role_id, permission)
  select id, 'usage:read' from roles where name in ('admin', 'superadmin');
`;

const DOWN = `
delete from role_permissions where permission = 'usage:read';
drop table usage_batches;
drop table traffic_minutes;
drop table usage;
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
