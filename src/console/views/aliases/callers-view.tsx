import type { ComponentChildren, JSX } from 'preact';
import { withQuery } from '../../api/query';
import { useRemembered } from '../../api/remembered';
import type { Facts, User } from '../../api/types';
import type { UsageRow } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { useUsers } from '../../api/use-users';
import { CheckField } from '../../ui/fields';
import { Moment } from '../../ui/moment';
import { ViewFailure } from '../../ui/notices';
import { Segments } from '../../ui/segments';
import { type Column, DataTable } from '../../ui/table';
import { Trend } from '../../ui/trend';
import { AliasesFrame } from './aliases-frame';
import { CallerName, WriteTo } from './caller-cell';
import { byCaller, type CallerUse } from './callers';
import { MOST_ROWS, Truncated } from './most-rows';

const KINDS = [
  ['token', 'API tokens'],
  ['session', 'Signed-in users'],
  ['all', 'All'],
] as const;

const FIRST = { kind: 'token' as (typeof KINDS)[number][0], isAliasesOnly: false };

const countCell = (count: number | undefined): ComponentChildren =>
  count ? count.toLocaleString('en') : <span class="quiet">–</span>;

const columns = (dialects: readonly string[], users: ReadonlyMap<number, User>): Column<CallerUse>[] => [
  { name: 'Caller', cell: ({ caller }) => <CallerName caller={caller} /> },
  ...dialects.map((dialect) => ({
    name: dialect,
    isNumber: true,
    cell: ({ byDialect }: CallerUse) => countCell(byDialect.get(dialect)),
  })),
  { name: 'Last 7 days', isNumber: true, cell: ({ weeks }) => <Trend weeks={weeks} /> },
  { name: 'Last call', cell: ({ lastAt }) => <Moment at={lastAt} isShort /> },
  { name: 'Write to', cell: ({ caller }) => <WriteTo caller={caller} users={users} /> },
];

/** Who calls in which dialect: tokens down, dialects across. */
export const CallersView = (): JSX.Element => {
  const [choice, setChoice] = useRemembered('callers', FIRST);
  const facts = useAnswer<Facts>('/console/facts.json').answer?.body;
  const { answer, failure, isLoading, reload } = useAnswer<readonly UsageRow[]>(
    withQuery('/api/usage', {
      by: 'caller,dialect',
      aliases: choice.isAliasesOnly ? 'only' : '',
      limit: MOST_ROWS,
    }),
  );
  const rows = byCaller(answer?.body ?? []).filter(
    ({ caller }) => choice.kind === 'all' || caller.kind === choice.kind,
  );
  const users = useUsers(rows.flatMap(({ caller }) => caller.user_id ?? []));
  return (
    <AliasesFrame>
      <div class="bar-of-choices">
        <Segments
          label="Callers"
          value={choice.kind}
          options={KINDS}
          onValue={(kind) => setChoice({ ...choice, kind })}
        />
        <CheckField
          isChecked={choice.isAliasesOnly}
          onChecked={(isAliasesOnly) => setChoice({ ...choice, isAliasesOnly })}
        >
          Only aliases: spellings that are not the canonical one
        </CheckField>
      </div>
      {failure ? (
        <ViewFailure failure={failure} onRetry={reload} />
      ) : (
        <DataTable
          label="Requests of the last 30 days by caller and dialect"
          columns={columns(facts?.dialects ?? [], users)}
          rows={rows}
          keyOf={({ key }) => key}
          none="Nobody called in the last 30 days."
          isLoading={isLoading}
        />
      )}
      <Truncated rows={answer?.body ?? []} />
      <p class="quiet">Requests of the last 30 days. Open a caller to see which spellings it uses.</p>
    </AliasesFrame>
  );
};
