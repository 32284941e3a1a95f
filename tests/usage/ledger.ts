import { type Api, outcome } from '../http/api';
import type { Asking } from '../support/test-server';

/** A row of the ledger as it is answered. */
export interface Row {
  readonly day: string | null;
  readonly dialect: string | null;
  readonly operation: string | null;
  readonly binding: string | null;
  readonly canonical: string | null;
  readonly caller: Caller | null;
  readonly requests: number;
  readonly errors: number;
  readonly callers: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly user_agent: string | null;
  readonly last_7_days: number;
  readonly previous_7_days: number;
  readonly lifecycle: unknown;
}

export interface Caller {
  readonly kind: string;
  readonly token_id: number | null;
  readonly token_name: string | null;
  readonly user_id: number | null;
  readonly username: string | null;
}

/** A spelling that is there to stay. */
export const LIVE = { status: 'live', deprecated: null, sunset: null, successor: null };

/** When calls of these tests are made, unless they say when. */
export const NOON = '2030-06-15T12:00:00Z';

/** A row of one call of `GET /api/users/{id}` at noon, but for what is said. */
export const row = (more: Partial<Row>): Row => ({
  day: null,
  dialect: 'rest',
  operation: 'users.get',
  binding: 'GET /api/users/{id}',
  canonical: 'GET /api/users/{id}',
  caller: null,
  requests: 1,
  errors: 0,
  callers: 1,
  first_at: NOON,
  last_at: NOON,
  user_agent: null,
  last_7_days: more.requests ?? 1,
  previous_7_days: 0,
  lifecycle: LIVE,
  ...more,
});

/** The rows of an answer without those of the questions to the ledger. */
export const withoutQuestions = (rows: readonly Row[]): Row[] =>
  rows.filter(({ operation }) => operation?.startsWith('usage.') !== true);

/** What the ledger answers. Throws where it refuses. */
export const ledger = async <T = Row>({ ask }: Api, query: string, asking: Asking = {}): Promise<T[]> => {
  const answer = await ask(`GET /api/usage${query}`, asking);
  if (answer.status !== 200) throw new Error(outcome(answer));
  return answer.json as T[];
};

/** The id of the API token that was made last. */
export const newestToken = async ({ server }: Api): Promise<number> =>
  Number((await server.database.pool.query('select max(id) as id from api_tokens')).rows[0].id);

/** Rows in few words: `<binding or what else they are told apart by> <requests>/<errors>`. */
export const inBrief = (rows: readonly Row[]): string[] =>
  rows.map(
    ({ day, dialect, operation, binding, caller, requests, errors }) =>
      `${[
        day,
        binding ?? operation ?? dialect,
        caller && `${caller.kind} ${caller.token_name ?? caller.username ?? '-'}`,
      ]
        .filter(Boolean)
        .join(' ')} ${requests}/${errors}`,
  );
