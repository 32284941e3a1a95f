import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS } from '../../src/domain/durations';
import { sql } from '../support/empty-database';
import type { ServerProcess } from '../support/roster-process';
import { ask } from '../support/test-server';
import { codeFor, signIn, type TwoReplicas } from './two-clocks';

/** What one replica decided about something that the other one knows, and what was right. */
export interface Judgement {
  readonly what: string;
  readonly right: number;
  readonly seen: number;
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

const ME = 'GET /api/auth/me';
const statusOf = async (server: ServerProcess, line: string, token: string): Promise<number> =>
  (await ask(server.address, line, { token })).status;

type Judge = (replicas: TwoReplicas) => Promise<Judgement[]>;

const sessions: Judge = async (replicas) => {
  const { right, shifted, database } = replicas;
  const { id, username } = await replicas.user();
  const judgements: Judgement[] = [];
  for (const [here, there] of [[right, shifted] as const, [shifted, right] as const]) {
    const where = here === right ? 'made by the right one' : 'made by the shifted one';
    const { access_token: access, refresh_token: refresh } = (await signIn(here, username)).json as Tokens;
    judgements.push({ what: `session ${where}`, right: 200, seen: await statusOf(there, ME, access) });
    const body = { refresh_token: refresh };
    const refreshed = await ask(there.address, 'POST /api/auth/refresh', { body });
    judgements.push({ what: `refresh token ${where}`, right: 200, seen: refreshed.status });
  }
  const open = (await signIn(right, username)).json as Tokens;
  await sql(
    database,
    `update sessions set expires_at = clock_timestamp() - interval '1 minute' where user_id = ${id}`,
  );
  for (const server of [right, shifted])
    judgements.push({
      what: 'ended session',
      right: 401,
      seen: await statusOf(server, ME, open.access_token),
    });
  return judgements;
};

const tokens: Judge = async (replicas) => {
  const { right, shifted, database } = replicas;
  const { id } = await replicas.user();
  const judgements: Judgement[] = [];
  for (const [offset, expected] of [
    ['- 2 minutes', 401],
    ['2 minutes', 200],
  ] as const) {
    const token = await replicas.limitedToken(id, {});
    await sql(
      database,
      `update api_tokens set expires_at = clock_timestamp() + interval '${offset}' where user_id = ${id}`,
    );
    for (const server of [right, shifted])
      judgements.push({
        what: `token of ${offset}`,
        right: expected,
        seen: await statusOf(server, ME, token),
      });
  }
  return judgements;
};

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

const codes: Judge = async (replicas) => {
  const { right, shifted, database } = replicas;
  const { id, mobile } = await replicas.user();
  const judgements: Judgement[] = [];
  const use = async (here: ServerProcess, there: ServerProcess, isOld: boolean): Promise<number> => {
    const otp = await codeFor(here, mobile);
    if (isOld)
      await sql(
        database,
        `update one_time_codes set expires_at = clock_timestamp() - interval '1 minute' where user_id = ${id}`,
      );
    return (await ask(there.address, 'POST /api/auth/otp/login', { body: { mobile, otp } })).status;
  };
  for (const [here, there] of [[right, shifted] as const, [shifted, right] as const]) {
    judgements.push({ what: 'one-time code', right: 200, seen: await use(here, there, false) });
    judgements.push({ what: 'old one-time code', right: 401, seen: await use(here, there, true) });
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
