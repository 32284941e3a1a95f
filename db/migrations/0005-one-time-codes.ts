import type { Knex } from 'knex';

/**
 * One-time codes: the form in which phone numbers are compared, the code of each user, and what was asked for by address.
 * A user has one code at most, so a new one is in the place of any older. Numbers already stored are brought into form
 * here as `toCanonicalPhone` does it, compatible characters included where the database can tell them.
 */
const UP = `
alter table users
  add column phone_canonical text collate "C",
  add column otp_closed_until timestamptz;
with unfolded as (
  select id, regexp_replace(
    case when getdatabaseencoding() = 'UTF8' then normalize(phone, nfkc) else phone end, '[^0-9+]', '', 'g'
  ) as kept
  from users where phone is not null
)
update users u set phone_canonical =
  case when kept like '+%' then '+' else '' end || replace(kept, '+', '')
from unfolded where unfolded.id = u.id and replace(kept, '+', '') <> '';
create index users_phone_idx on users (phone_canonical) where deleted_at is null and phone_canonical is not null;

create table one_time_codes (
  user_id bigint primary key references users on delete cascade,
  digest bytea not null,
  phone_canonical text collate "C" not null,
  expires_at timestamptz not null,
  wrong_tries integer not null default 0,
  used_at timestamptz
);
create index one_time_codes_expires_at_idx on one_time_codes (expires_at);

create table otp_sends (
  network text not null,
  at timestamptz not null
);
create index otp_sends_network_idx on otp_sends (network, at);
create index otp_sends_at_idx on otp_sends (at);
`;

const DOWN = `
drop table otp_sends;
drop table one_time_codes;
alter table users drop column otp_closed_until, drop column phone_canonical;
`;

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
