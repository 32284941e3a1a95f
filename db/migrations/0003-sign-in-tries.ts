import type { Knex } from 'knex';

/**
 * A row for each try instead of a counter: one that is being decided must be told from one that failed, so that tries at
 * once cannot exceed the limit and yet a right password is never refused for the sake of undecided ones.
 */
const UP = `
drop table sign_in_tries;
create table sign_in_tries (
  id bigint generated always as identity primary key,
  name_canonical text collate "C" not null,
  network text not null,
  user_id bigint not null,
  state text not null check (state in ('undecided', 'failed')),
  at timestamptz not null
);
create index sign_in_tries_key_idx on sign_in_tries (name_canonical, network, at);
create index sign_in_tries_user_idx on sign_in_tries (user_id) where state = 'undecided';
create index sign_in_tries_at_idx on sign_in_tries (at);
`;

const DOWN = `
drop table sign_in_tries;
create table sign_in_tries (
  name_canonical text collate "C" not null,
  ip text not null,
  window_started_at timestamptz not null,
  tries integer not null,
  primary key (name_canonical, ip)
);
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
