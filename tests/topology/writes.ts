import { until } from '../support/child-process';
import { sql } from '../support/empty-database';
import type { Shot } from '../support/volley';
import type { Load, Outcome } from './caller';
import { ADMIN_TOKEN, type Replica, type Topology } from './topology';

export const CALLERS = 8;

/** Creates, reads and updates in turn; every create has a name of its own. */
const mixed =
  (prefix: string) =>
  (n: number): Shot => {
    const token = ADMIN_TOKEN;
    if (n % 3 === 0) {
      const body = {
        username: `${prefix}-${n}`,
        email: `${prefix}-${n}@example.com`,
        password: 'correct horse',
      };
      return { line: 'POST /api/users', token, body };
    }
    if (n % 3 === 1) return { line: 'GET /api/users/1', token };
    return { line: 'PUT /api/users/1', token, body: { email: `admin-${n}@example.com` } };
  };

export const loadOf = ({ url }: Topology, prefix: string): Load => ({
  url,
  callers: CALLERS,
  next: mixed(prefix),
});

export const isCreate = ({ shot }: Outcome): boolean => shot.line === 'POST /api/users';
const nameIn = ({ shot }: Outcome): string => (shot.body as { username: string }).username;

export const failedOf = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ status }) => status !== 200 && status !== 201);

/** Of the users that were to be created: whose creation was answered and who are not there, and the reverse. */
export const compared = async (
  { databaseUrl }: Topology,
  prefix: string,
  outcomes: readonly Outcome[],
): Promise<{ readonly lost: string[]; readonly unanswered: string[] }> => {
  const rows = await sql<{ username: string }>(
    databaseUrl,
    `select username from users where username like '${prefix}-%'`,
  );
  const there = new Set(rows.map(({ username }) => username));
  const creates = outcomes.filter(isCreate);
  const namesOf = (some: readonly Outcome[]): string[] => some.map(nameIn);
  return {
    lost: namesOf(creates.filter((create) => create.status === 201 && !there.has(nameIn(create)))),
    unanswered: namesOf(creates.filter((create) => create.status !== 201 && there.has(nameIn(create)))),
  };
};

const SERVED = /"path":"\/api\/users/;

/** Resolves when the proxy sends requests to a replica that was started anew. */
export const served = (replica: Replica): Promise<void> =>
  until(() => SERVED.test(replica.process().stdout()));
