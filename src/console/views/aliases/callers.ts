import type { Caller, UsageRow } from '../../api/usage-types';
import type { Weeks } from '../../ui/trend';

/** What one caller asked, told apart by dialect. */
export interface CallerUse {
  readonly key: string;
  readonly caller: Caller;
  readonly byDialect: ReadonlyMap<string, number>;
  readonly requests: number;
  readonly errors: number;
  readonly weeks: Weeks;
  readonly lastAt: string;
  readonly userAgent: string | null;
}

const keyOf = ({ kind, token_id, user_id }: Caller): string => `${kind} ${token_id ?? user_id ?? ''}`;

const sum = (rows: readonly UsageRow[], of: (row: UsageRow) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

const useOf = (key: string, caller: Caller, rows: readonly UsageRow[]): CallerUse => {
  const newest = rows.reduce((one, other) => (other.last_at > one.last_at ? other : one));
  return {
    key,
    caller,
    byDialect: new Map(rows.map((row) => [row.dialect ?? '', row.requests])),
    requests: sum(rows, ({ requests }) => requests),
    errors: sum(rows, ({ errors }) => errors),
    weeks: {
      last: sum(rows, ({ last_7_days }) => last_7_days),
      previous: sum(rows, ({ previous_7_days }) => previous_7_days),
    },
    lastAt: newest.last_at,
    userAgent: newest.user_agent,
  };
};

/** Rows told apart by caller and dialect, one line for each caller, the busiest first. */
export const byCaller = (rows: readonly UsageRow[]): CallerUse[] => {
  const groups = new Map<string, UsageRow[]>();
  for (const row of rows) {
    if (!row.caller) continue;
    const key = keyOf(row.caller);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .flatMap(([key, group]) => (group[0]?.caller ? [useOf(key, group[0].caller, group)] : []))
    .sort((one, other) => other.requests - one.requests);
};

/** What a caller is called. */
export const callerName = ({ kind, token_id, token_name, user_id, username }: Caller): string => {
  if (kind === 'token') return token_name ?? `token ${token_id}`;
  if (kind === 'session') return username ?? `user ${user_id}`;
  return kind === 'anonymous' ? 'nobody signed in' : kind;
};

/** Where the calls of a caller alone are shown; null where nobody is known. */
export const callerPath = ({ kind, token_id, user_id }: Caller): string | null => {
  if (kind === 'token' && token_id !== null) return `/aliases/token/${token_id}`;
  return user_id === null ? null : `/aliases/user/${user_id}`;
};
