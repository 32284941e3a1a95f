import type { Knex } from 'knex';

/**
 * Which API token is the one of `ADMIN_TOKEN`: its name, by which it was known until now, can be changed by anybody, and
 * anybody's token may have it. So of that name only one is marked that also looks as every start made it: never expiring,
 * without limits, an administrator's.
 */
const UP = `
alter table api_tokens add column from_setting boolean not null default false;
update api_tokens t set from_setting = true
where t.name = 'ADMIN_TOKEN' and t.expires_at is null
  and t.policy_id = (select id from token_policies where name = 'unlimited')
  and exists (
    select from user_roles ur join roles r on r.id = ur.role_id
    where ur.user_id = t.user_id and r.name in ('admin', 'superadmin')
  );
create unique index api_tokens_from_setting_key on api_tokens (from_setting) where from_setting;
`;

const DOWN = `
drop index api_tokens_from_setting_key;
alter table api_tokens drop column from_setting;
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
