import type { UsageDimension, UsageGroup, UsageQuestion } from '../../src/domain/usage';
import { toUsageGroup } from '../records/usage-record';
import { type Queryable, rowsOf, type Statement, statementsByShape } from '../statement';
import { conditions, type FilterShape, filterShape, filterValues } from './usage-filter';

// The first three parameters, the same in every statement.
const SINCE = '$1::date';
const UNTIL = '$2::date';
const LIMIT = '$3::bigint';

/** The columns that tell groups of a dimension apart. */
const COLUMNS: Readonly<Record<UsageDimension, readonly string[]>> = {
  day: ['day'],
  dialect: ['dialect'],
  operation: ['operation'],
  binding: ['binding'],
  caller: ['caller_kind', 'caller_id'],
};

interface Shape extends FilterShape {
  readonly by: readonly UsageDimension[];
}

/** A column that groups are not told apart by: what follows from the spelling where they are by that, else nothing. */
const follows = ({ by }: Shape, dimension: 'dialect' | 'operation', value: string): string => {
  if (by.includes(dimension)) return dimension;
  return by.includes('binding') ? `${value} as ${dimension}` : `null as ${dimension}`;
};

const names = (shape: Shape): string =>
  [
    follows(shape, 'dialect', 'min(first_dialect)'),
    follows(
      shape,
      'operation',
      'case when min(first_operation) = max(last_operation) then min(first_operation) end',
    ),
    shape.by.includes('binding') ? 'binding' : 'null as binding',
    'min(caller_kind) as one_kind, min(caller_id) as one_id, max(user_id) as user_id',
  ].join(', ');

/** What the groups' names follow from. */
const FOLLOWED =
  'min(dialect) as first_dialect, min(operation) as first_operation, max(operation) as last_operation';

/** A row for each caller of each group: counting them among all rows would cost a sort of those. */
const perCaller = (shape: Shape, columns: readonly string[], sums: string, from: string): string => {
  const all = [...new Set([...columns, 'caller_kind', 'caller_id'])].join(', ');
  return `
    select ${all}, max(user_id) as user_id, ${shape.by.includes('binding') ? `${FOLLOWED}, ` : ''}${sums}
    from usage where day between ${from} and ${UNTIL}${conditions(shape)} group by ${all}`;
};

const CALLERS = 'count(*) filter (where total > 0) as callers';
const TIMES = 'min(first_at) as first_at, max(last_at) as last_at';

const counted = (only: string): string => `
  sum(requests)${only} as total, sum(errors)${only} as errors, min(first_at)${only} as first_at,
  max(last_at)${only} as last_at`;

/** The seven days that end with the last one asked for, and those before, whatever the first one asked for is. */
const overall = (shape: Shape, columns: readonly string[]): string => {
  const sums = `${counted(` filter (where day >= ${SINCE})`)},
    sum(requests) filter (where day > ${UNTIL} - 7) as last_seven,
    sum(requests) filter (where day between ${UNTIL} - 13 and ${UNTIL} - 7) as previous_seven`;
  return `
    select null::date as day, ${names(shape)}, sum(total) as total, sum(errors) as errors, ${CALLERS}, ${TIMES},
      coalesce(sum(last_seven), 0) as last_seven_days, coalesce(sum(previous_seven), 0) as previous_seven_days
    from (${perCaller(shape, columns, sums, `least(${SINCE}, ${UNTIL} - 13)`)}) as callers
    group by ${columns.join(', ')} having sum(total) > 0`;
};

/** Groups have their callers under other names, since they have one also where they are not told apart by it. */
const inGroups = (column: string): string => column.replace('caller_', 'one_');

const span = (from: string, to: string, columns: readonly string[]): string => `
  coalesce(sum(total) over (${columns.length > 0 ? `partition by ${columns.map(inGroups).join(', ')}` : ''}
    order by day range between interval '${from} days' preceding and ${to}), 0)`;

/** The same for each day: the seven days that end with it, and those before. */
const daily = (shape: Shape, columns: readonly string[]): string => `
  select * from (
    select *, ${span('6', 'current row', columns)} as last_seven_days,
      ${span('13', "interval '7 days' preceding", columns)} as previous_seven_days
    from (
      select day, ${names(shape)}, sum(total) as total, sum(errors) as errors, ${CALLERS}, ${TIMES}
      from (${perCaller(shape, ['day', ...columns], counted(''), `${SINCE} - 13`)}) as callers
      group by ${['day', ...columns].join(', ')}
    ) as days
  ) as trended where day >= ${SINCE}`;

/** The latest user agent of a group that is of one caller. */
const agent = (shape: Shape, columns: readonly string[]): string => `
  select u.user_agent from usage u
  where g.callers = 1 and u.caller_kind = g.one_kind and u.caller_id = g.one_id and u.user_agent is not null
    and u.day between ${shape.by.includes('day') ? 'g.day and g.day' : `${SINCE} and ${UNTIL}`}
    ${columns.map((column) => `and u.${column} = g.${column}`).join(' ')}${conditions(shape)}
  order by u.last_at desc limit 1`;

const build = (shape: Shape): string => {
  const columns = shape.by.filter((dimension) => dimension !== 'day').flatMap((one) => COLUMNS[one]);
  const isDaily = shape.by.includes('day');
  const groups = (isDaily ? daily : overall)(shape, columns);
  const order = [...(isDaily ? ['day'] : []), 'total desc', ...columns];
  const shownCaller = shape.by.includes('caller')
    ? 'g.one_kind as caller_kind, g.one_id as caller_id, g.user_id, t.name as token_name, u.username'
    : 'null as caller_kind';
  const own = columns.filter((column) => !column.startsWith('caller_'));
  const ordered = order.map((one) => `g.${inGroups(one)}`).join(', ');
  return `
    select g.day::text as day, g.dialect, g.operation, g.binding, ${shownCaller}, g.total as requests, g.errors, g.callers,
      g.first_at, g.last_at, a.user_agent, g.last_seven_days, g.previous_seven_days
    from (select * from (${groups}) as g order by ${ordered} limit ${LIMIT}) as g
      left join lateral (${agent(shape, own)}) as a on true
      left join api_tokens t on g.one_kind = 'token' and t.id = g.one_id
      left join users u on u.id = g.user_id
    order by ${ordered}`;
};

const list: (shape: Shape) => Statement = statementsByShape((shape) => JSON.stringify(shape), build);

/** Groups of calls, most requests first. */
export const listUsage = (on: Queryable, question: UsageQuestion): Promise<UsageGroup[]> => {
  const { by, since, until, limit } = question;
  const values = [since, until, limit, ...filterValues(question)];
  return rowsOf(on, list({ by, ...filterShape(question) }), values, toUsageGroup);
};
