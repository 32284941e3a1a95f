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

export const ME = 'GET /api/auth/me';
export const statusOf = async (server: ServerProcess, line: string, token: string): Promise<number> =>
  (await ask(server.address, line, { token })).status;

/** Has both replicas decide about something that time ends. */
export type Judge = (replicas: TwoReplicas) => Promise<Judgement[]>;

export const sessions: Judge = async (replicas) => {
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

export const tokens: Judge = async (replicas) => {
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

export const codes: Judge = async (replicas) => {
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
