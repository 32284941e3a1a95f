import { PRESENCE_LOCK } from '../../db/presence';
import { sql } from '../support/empty-database';
import type { Chosen } from '../support/tcp-gate';
import { ask } from '../support/test-server';
import type { MadeToken } from './credentials';
import { ADMIN_TOKEN, type Replica } from './topology';

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The connection on which a server hears of changes. */
export const LISTENER: Chosen = (opening) => opening.includes('roster listener');

const PLACES = `select count(*) filter (where mode = 'ShareLock')::int as taken,
    count(*) filter (where mode = 'ExclusiveLock')::int as alone
  from pg_locks where locktype = 'advisory' and objid = ${PRESENCE_LOCK} and granted
    and database = (select oid from pg_database where datname = current_database())`;

/** Resolves when so many servers have a place, and one of them is the only one or none is. */
export const placesAre = async (databaseUrl: string, taken: number, alone: 0 | 1): Promise<void> => {
  for (;;) {
    const [places] = await sql<{ taken: number; alone: number }>(databaseUrl, PLACES);
    if (places?.taken === taken && places.alone === alone) return;
    await pause(50);
  }
};

/** Ends a token by hand. */
export const byHand = ({ id }: MadeToken) => `update api_tokens set revoked_at = now() where id = ${id}`;
/** Breaks the connections on which servers hear. */
export const END_LISTENERS = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'roster listener' and datname = current_database()`;

/** Ends a token at a server. */
export const revokedAt = async ({ address }: Replica, { id }: MadeToken): Promise<void> => {
  const line = `POST /api/admin/tokens/${id}/revoke`;
  const { status, text } = await ask(address, line, { token: ADMIN_TOKEN });
  expect([status, text]).toEqual([200, expect.any(String)]);
};
