import type { TestServer } from '../support/test-server';

const TOKEN = `
  insert into api_tokens (ulid, user_id, prefix, digest, created_at, updated_at)
  values ('ulid of ' || $1::text, $2, left($1::text, 4), $3, now(), now())`;

/** Gives a user an API token that is known before it is made, so that a transcript can name it. */
export const seedToken = async (
  { database, wiring }: TestServer,
  userId: number,
  secret: string,
): Promise<void> => {
  await database.pool.query(TOKEN, [secret, userId, wiring.needs.secrets.digest(secret)]);
};
