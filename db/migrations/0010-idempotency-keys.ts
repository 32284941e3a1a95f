import type { Knex } from 'knex';

/**
 * What creates with an `Idempotency-Key` have made. Digests alone of key and input, and an id: rows go with the hours, so
 * nothing refers to what they name.
 */
const UP = `
create table idempotency_keys (
  user_id bigint not null,
  operation text collate "C" not null,
  key_digest bytea not null,
  input_digest bytea not null,
  made_id bigint not null,
  nonce text collate "C",
  created_at timestamptz not null,
  primary key (user_id, operation, key_digest)
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);
`;

const DOWN = 'drop table idempotency_keys';

export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(UP);
};

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(DOWN);
};
