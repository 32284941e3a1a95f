import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS } from '../../src/domain/durations';
import { sql } from '../support/empty-database';
import { codes, type Judge, type Judgement, ME, sessions, statusOf, tokens } from './clock-credentials';
import { signIn } from './two-clocks';

const locks: Judge = async (replicas) => {
  const { right, shifted, database } = replicas;
  const { id, username } = await replicas.user();
  for (const server of [shifted, right, shifted, right, shifted]) await signIn(server, username, 'wrong');
  const judgements: Judgement[] = [];
  for (const server of [right, shifted]) {
    const { status } = await signIn(server, username);
    judgements.push({ what: 'sixth sign-in', right: 429, seen: status });
  }
  // Both the lock and the failures of the address end here, by the database's time.
  const [lock] = await sql<{ hours: number }>(
    database,
    `select round(extract(epoch from locked_until - clock_timestamp()) / 3600)::int as hours from users where id = ${id}`,
  );
  judgements.push({ what: 'hours that the lock lasts', right: 24, seen: lock?.hours ?? 0 });
  await sql(
    database,
    `update users set locked_until = clock_timestamp() - interval '1 second' where id = ${id}`,
  );
  await sql(database, "update sign_in_tries set at = at - interval '16 minutes'");
  for (const server of [shifted, right]) {
    const { status } = await signIn(server, username);
    judgements.push({ what: 'sign-in after the lock', right: 200, seen: status });
  }
  return judgements;
};

const creates: Judge = async (replicas) => {
  const { right, shifted, admin } = replicas;
  const { username } = await replicas.user();
  const headers = { 'Idempotency-Key': `"key-of-${username}"` };
  const body = {
    username: `${username}-twice`,
    email: `${username}-twice@example.com`,
    password: 'correct horse',
  };
  const judgements: Judgement[] = [];
  for (const server of [right, shifted, right]) {
    const { status } = await admin(server, 'POST /api/users', body, { headers });
    judgements.push({ what: 'repeated create', right: 201, seen: status });
  }
  return judgements;
};

/** A day that ends in the middle would give everybody a new one. */
const midnightIsFar = async (): Promise<void> => {
  while (Date.now() % DAY_MS > DAY_MS - 30_000) await sleep(1000);
};

const quotas: Judge = async (replicas) => {
  await midnightIsFar();
  const { right, shifted } = replicas;
  const { id } = await replicas.user();
  const token = await replicas.limitedToken(id, { max_requests_per_day: 6 });
  const statuses: number[] = [];
  for (let asked = 0; asked < 10; asked += 1)
    statuses.push(await statusOf(asked % 2 === 0 ? right : shifted, ME, token));
  const passed = statuses.filter((status) => status === 200).length;
  return [{ what: 'requests of a day of 6', right: 6, seen: passed }];
};

const times: Judge = async ({ shifted, admin, user, database }) => {
  const { id } = await user();
  await admin(shifted, `PUT /api/users/${id}`, { name: 'Another' });
  const until = new Date(Date.now() + 120_000).toISOString();
  const suspended = await admin(shifted, `POST /api/users/${id}/suspend`, { until });
  const [row] = await sql<{ seconds: number }>(
    database,
    `select round(abs(extract(epoch from updated_at - clock_timestamp())) / 60)::int as seconds from users where id = ${id}`,
  );
  return [
    { what: 'suspension of two minutes', right: 200, seen: suspended.status },
    { what: 'minutes by which a noted time is off', right: 0, seen: row?.seconds ?? -1 },
  ];
};

/** Has both replicas decide about everything that time ends, one after another. */
export const judgeEverything: Judge = async (replicas) => {
  const judgements: Judgement[] = [];
  for (const judge of [sessions, tokens, locks, codes, creates, quotas, times])
    judgements.push(...(await judge(replicas)));
  return judgements;
};
