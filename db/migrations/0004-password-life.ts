import type { Knex } from 'knex';

/**
 * Passwords that may not come back, an expiry of one's own, and sessions that are good for changing the password alone.
 * The present hash stays where it is: only those that were replaced are history.
 */
const UP = `
create table password_history (
  id bigint generated always as identity primary key,
  user_id bigint not null references users on delete cascade,
  password_hash text not null,
  replaced_at timestamptz not null
);
create index password_history_user_idx on password_history (user_id, id);
alter table users add column password_expires_at timestamptz;
alter table sessions add column restricted boolean not null default false;
`;

const DOWN = `
alter table sessions drop column restricted;
alter table users drop column password_expires_at;
drop table password_history;
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
