import type { Knex } from 'knex';

/**
 * Whoever is let in may be remembered for a moment, by every replica; so whatever takes something away from somebody is told,
 * by the database itself, so that no statement can forget it. It is told to the transaction (`roster.changed`: the ids of
 * users, `*` for everybody), which so knows at its commit whom to look at anew, and to all who listen. What is remembered
 * stands under the user that the row had before. What only gives (a later expiry, a new session) is not told.
 */
const UP = `
create function tell_access_change() returns trigger language plpgsql as $$
declare
  told text := coalesce(current_setting('roster.changed', true), '');
  who text;
begin
  if told = '*' then
    return null;
  end if;
  if tg_argv[0] = 'everybody' then
    who := '*';
  elsif tg_table_name = 'users' then
    who := old.id;
  elsif tg_op = 'INSERT' then
    who := new.user_id;
  else
    who := old.user_id;
  end if;
  -- A list of many is everybody, so that a change of a whole table costs no more than its rows.
  if who = '*' or length(told) > 1000 then
    who := '*';
    told := '*';
  else
    told := told || who || ',';
  end if;
  perform set_config('roster.changed', told, true);
  perform pg_notify('roster_access', who);
  return null;
end
$$;

create trigger users_tell_access_change
  after update of username, status, suspended_until, lock_cause, locked_until, deleted_at, session_epoch, can_write on users
  for each row when (
    (old.username, old.status, old.suspended_until, old.lock_cause, old.locked_until, old.deleted_at, old.session_epoch, old.can_write)
    is distinct from
    (new.username, new.status, new.suspended_until, new.lock_cause, new.locked_until, new.deleted_at, new.session_epoch, new.can_write)
  ) execute function tell_access_change();
create trigger user_roles_tell_access_change
  after insert or update or delete on user_roles
  for each row execute function tell_access_change();
create trigger sessions_tell_access_change
  after update of ended_at, expires_at, restricted on sessions
  for each row when (
    old.ended_at is distinct from new.ended_at or new.expires_at < old.expires_at or old.restricted <> new.restricted
  ) execute function tell_access_change();
create trigger sessions_tell_removal
  after delete on sessions
  for each row when (old.ended_at is null)
  execute function tell_access_change();
create trigger api_tokens_tell_access_change
  after update of user_id, name, digest, role, can_write, policy_id, expires_at, revoked_at or delete on api_tokens
  for each row execute function tell_access_change();
create trigger token_policies_tell_access_change
  after update or delete on token_policies
  for each row execute function tell_access_change('everybody');

create trigger users_tell_truncate after truncate on users
  for each statement execute function tell_access_change('everybody');
create trigger user_roles_tell_truncate after truncate on user_roles
  for each statement execute function tell_access_change('everybody');
create trigger sessions_tell_truncate after truncate on sessions
  for each statement execute function tell_access_change('everybody');
create trigger api_tokens_tell_truncate after truncate on api_tokens
  for each statement execute function tell_access_change('everybody');
create trigger token_policies_tell_truncate after truncate on token_policies
  for each statement execute function tell_access_change('everybody');
`;

// Its triggers go with it.
const DOWN = `
drop function tell_access_change cascade;
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
