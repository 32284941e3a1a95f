import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import { withQuery } from '../../api/query';
import type { User } from '../../api/types';
import type { UsageRow } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { useUsers } from '../../api/use-users';
import { Moment } from '../../ui/moment';
import { ViewFailure } from '../../ui/notices';
import { SpellingLabel } from '../../ui/spelling-label';
import { type Column, DataTable } from '../../ui/table';
import { Trend } from '../../ui/trend';
import { Facts, Panel, View } from '../../ui/view';
import { CallerName, WriteTo } from './caller-cell';
import { DaysChart } from './days-chart';
import { LifecycleBadge } from './lifecycle-badge';
import { MOST_ROWS, Truncated } from './most-rows';

const BACK = <Link href="/aliases/spellings">← Spellings</Link>;
const columns = (users: ReadonlyMap<number, User>): Column<UsageRow>[] => [
  { name: 'Caller', cell: ({ caller }) => caller && <CallerName caller={caller} /> },
  { name: 'Requests', isNumber: true, cell: ({ requests }) => requests.toLocaleString('en') },
  { name: 'Errors', isNumber: true, cell: ({ errors }) => errors.toLocaleString('en') },
  {
    name: 'Last 7 days',
    isNumber: true,
    cell: (row) => <Trend weeks={{ last: row.last_7_days, previous: row.previous_7_days }} />,
  },
  { name: 'Last call', cell: ({ last_at }) => <Moment at={last_at} isShort /> },
  {
    name: 'Program',
    cell: ({ user_agent }) => <span class="breakable">{user_agent ?? 'not said'}</span>,
  },
  { name: 'Write to', cell: ({ caller }) => caller && <WriteTo caller={caller} users={users} /> },
];

const AboutBinding = ({ row }: { readonly row: UsageRow }): JSX.Element => (
  <Panel title="Spelling">
    <Facts
      facts={[
        ['Dialect', row.dialect],
        ['Operation', row.operation],
        ['Canonical', <SpellingLabel text={row.canonical ?? ''} />],
        ['Lifecycle', <LifecycleBadge key="lifecycle" going={row.lifecycle} />],
        ['Deprecated', <Moment key="deprecated" at={row.lifecycle?.deprecated ?? null} none="–" />],
        ['Sunset', <Moment key="sunset" at={row.lifecycle?.sunset ?? null} none="–" />],
        ['Successor', row.lifecycle?.successor ? <SpellingLabel text={row.lifecycle.successor} /> : '–'],
      ]}
    />
  </Panel>
);

/** Who still calls a spelling: what breaks if it goes. */
export const BindingView = ({ binding }: { readonly binding: string }): JSX.Element => {
  const whole = useAnswer<readonly UsageRow[]>(withQuery('/api/usage', { by: 'binding', binding }));
  const { answer, failure, isLoading, reload } = useAnswer<readonly UsageRow[]>(
    withQuery('/api/usage', { by: 'caller', binding, limit: MOST_ROWS }),
  );
  const rows = answer?.body ?? [];
  const users = useUsers(rows.flatMap(({ caller }) => caller?.user_id ?? []));
  const row = whole.answer?.body[0];
  return (
    <View title={binding} before={BACK}>
      {row && (
        <div class="columns">
          <AboutBinding row={row} />
          <DaysChart filter={{ binding }} />
        </div>
      )}
      {failure ? (
        <ViewFailure failure={failure} onRetry={reload} />
      ) : (
        <DataTable
          label="Who calls it"
          columns={columns(users)}
          rows={rows}
          keyOf={({ caller }) => `${caller?.kind} ${caller?.token_id ?? caller?.user_id}`}
          none="Nobody called it in the last 30 days."
          isLoading={isLoading}
        />
      )}
      <Truncated rows={rows} />
    </View>
  );
};
