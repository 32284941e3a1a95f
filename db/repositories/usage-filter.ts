import type { UsageFilter, UsageQuestion } from '../../src/domain/usage';

/** The condition of each filter on its parameter. */
const CONDITIONS: { readonly [F in keyof UsageFilter]-?: (parameter: string) => string } = {
  dialect: (value) => `dialect = ${value}::text`,
  operation: (value) => `operation = ${value}::text`,
  binding: (value) => `binding = ${value}::text`,
  tokenId: (value) => `caller_kind = 'token' and caller_id = ${value}::bigint`,
  userId: (value) => `user_id = ${value}::bigint`,
  sessionsOf: (value) => `caller_kind = 'session' and caller_id = ${value}::bigint`,
};

const AMONG = (value: string): string =>
  `(binding, operation) in (select * from json_to_recordset(${value}::json) as s(binding text, operation text))`;

/** Which filters are given. */
export interface FilterShape {
  readonly filters: readonly (keyof UsageFilter)[];
  readonly isAmong: boolean;
}

type Filtered = Pick<UsageQuestion, 'filter' | 'among'>;

const FILTERS = Object.keys(CONDITIONS) as (keyof UsageFilter)[];

/** Which of its filters a question gives. */
export const filterShape = ({ filter, among }: Filtered): FilterShape => ({
  filters: FILTERS.filter((name) => filter[name] !== undefined),
  isAmong: among !== undefined,
});

/** The conditions of these filters, each after an `and`, on the parameters from the fourth on. */
export const conditions = ({ filters, isAmong }: FilterShape): string =>
  [
    ...filters.map((filter, index) => CONDITIONS[filter](`$${index + 4}`)),
    ...(isAmong ? [AMONG(`$${filters.length + 4}`)] : []),
  ]
    .map((condition) => ` and ${condition}`)
    .join('');

/** The values of those parameters. */
export const filterValues = (question: Filtered): unknown[] => [
  ...filterShape(question).filters.map((name) => question.filter[name]),
  ...(question.among ? [JSON.stringify(question.among)] : []),
];
