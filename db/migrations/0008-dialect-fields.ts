import type { Knex } from 'knex';

/**
 * What some dialects know of a user and of a token and the others do not: kinds of people, employee ids, verified emails;
 * descriptions of tokens and what they are narrowed to. And an order by what is shown as the name.
 */
const UP = `
alter table users
  add column user_type text not null default 'employee' check (user_type in ('employee', 'general')),
  add column employee_id text,
  add column employee_id_canonical text collate "C",
  add column is_email_verified boolean not null default false;
create unique index users_employee_id_key on users (employee_id_canonical)
  where deleted_at is null and employee_id_canonical is not null;
create index users_shown_name_idx on users (coalesce(nullif(name_canonical, ''), username_canonical), id);

alter table api_tokens
  add column description text,
  add column role text check (role in ('admin', 'user')),
  add column can_write boolean;
`;

const DOWN = `
alter table api_tokens drop column can_write, drop column role, drop column description;
drop index users_shown_name_idx;
alter table users
  drop column is_email_verified,
  drop column employee_id_canonical,
  drop column employee_id,
  drop column user_type;
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
