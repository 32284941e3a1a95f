import type { Knex } from 'knex';

/**
 * The audit trail only grows: no statement of the role that Roster works as can change or remove an entry. Whoever may
 * alter tables can still lift this; that is an act of its own, which nothing in Roster performs.
 */
const UP = `
create function audit_entries_are_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are append-only' using errcode = '42501';
end
$$;
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function audit_entries_are_append_only();
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function audit_entries_are_append_only();
`;

const DOWN = `
drop trigger audit_entries_no_truncate on audit_entries;
drop trigger audit_entries_append_only on audit_entries;
drop function audit_entries_are_append_only();
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
