import type { Knex } from 'knex';

/**
 * The directory. Canonical columns compare by code point (`C`), so that uniqueness, order and keyset pages are the same
 * on every server whatever its locale. Uniqueness holds among users that are not deleted: a deleted one frees its names.
 */
const UP = `
create extension if not exists pg_trgm;

create table roles (
  id smallint primary key,
  name text not null unique
);
create table role_permissions (
  role_id smallint not null references roles,
  permission text not null,
  primary key (role_id, permission)
);

create table users (
  id bigint generated always as identity primary key,
  ulid text collate "C" not null unique,
  hex_id text collate "C" not null unique,
  username text not null,
  username_canonical text collate "C" not null,
  name text,
  name_canonical text collate "C" not null default '',
  email text not null,
  email_canonical text collate "C" not null,
  search_text text collate "C" not null
    generated always as (username_canonical || E'\\n' || name_canonical || E'\\n' || email_canonical) stored,
  phone text,
  password_hash text,
  password_changed_at timestamptz,
  must_change_password boolean not null default false,
  can_write boolean not null default true,
  status text not null default 'active' check (status in ('active', 'suspended')),
  suspended_reason text,
  suspended_until timestamptz,
  suspended_at timestamptz,
  suspended_by bigint references users,
  lock_cause text check (lock_cause in ('failures', 'administrator')),
  locked_until timestamptz,
  locked_by bigint references users,
  failed_sign_ins integer not null default 0,
  otp_resends integer not null default 0,
  session_epoch integer not null default 0,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version bigint not null default 1
);
create unique index users_username_key on users (username_canonical) where deleted_at is null;
create unique index users_email_key on users (email_canonical) where deleted_at is null;
create index users_created_at_idx on users (created_at, id);
create index users_last_sign_in_at_idx on users (coalesce(last_sign_in_at, '-infinity'::timestamptz), id);
create index users_deleted_idx on users (id) where deleted_at is not null;
create index users_suspended_idx on users (id) where status = 'suspended';
create index users_locked_idx on users (id) where lock_cause is not null;
-- Without the pending list: it would be searched row by row, and make the planner think little of the index.
create index users_search_idx on users using gin (search_text gin_trgm_ops) with (fastupdate = off);

create table user_roles (
  user_id bigint not null references users on delete cascade,
  role_id smallint not null references roles,
  primary key (user_id, role_id)
);
create index user_roles_role_idx on user_roles (role_id, user_id);
`;

const DOWN = `
drop table user_roles;
drop table users;
drop table role_permissions;
drop table roles;
`;

const ROLES = ['admin', 'user', 'superadmin', 'readonly', 'creator', 'editor', 'publisher', 'deo', 'general'];
const EVERYTHING = [
  'users:read',
  'users:write',
  'sessions:manage',
  'tokens:manage',
  'policies:manage',
  'directory:read',
  'audit:read',
];
const GRANTS: readonly (readonly [number, readonly string[]])[] = [
  [1, EVERYTHING],
  [3, EVERYTHING],
  [4, ['users:read']],
];

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
  await knex('roles').insert(ROLES.map((name, index) => ({ id: index + 1, name })));
  await knex('role_permissions').insert(
    GRANTS.flatMap(([role_id, permissions]) => permissions.map((permission) => ({ role_id, permission }))),
  );
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
