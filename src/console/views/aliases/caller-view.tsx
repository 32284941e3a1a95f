import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import { withQuery } from '../../api/query';
import type { Caller, UsageRow } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { useUsers } from '../../api/use-users';
import { Loading, Notice, ViewFailure } from '../../ui/notices';
import { DataTable } from '../../ui/table';
import { Facts, Panel, View } from '../../ui/view';
import { BINDING_COLUMNS } from './binding-columns';
import { WriteTo } from './caller-cell';
import { callerName } from './callers';
import { DaysChart } from './days-chart';
import { MOST_ROWS } from './most-rows';

const BACK = <Link href="/aliases">← Aliases</Link>;
const WITHOUT_CALLERS = BINDING_COLUMNS.filter(({ name }) => name !== 'Callers');

interface Props {
  readonly kind: 'token' | 'user';
  readonly id: string;
}

const titleOf = ({ kind, id }: Props, caller: Caller | null): string => {
  if (kind === 'token') return caller ? callerName(caller) : `Token ${id}`;
  return caller?.username ?? `User ${id}`;
};

const AboutCaller = ({ row, caller }: { readonly row: UsageRow; readonly caller: Caller }): JSX.Element => {
  const users = useUsers(caller.user_id === null ? [] : [caller.user_id]);
  return (
    <Panel title="Who">
      <Facts
        facts={[
          ['Write to', <WriteTo key="owner" caller={caller} users={users} />],
          ['Program', row.user_agent ?? <span class="quiet">not said</span>],
          [
            'Requests',
            `${row.requests.toLocaleString('en')} in 30 days, ${row.errors.toLocaleString('en')} of them errors`,
          ],
        ]}
      />
    </Panel>
  );
};

/** What one caller asks, spelling by spelling, and whether it goes to zero. */
export const CallerView = (props: Props): JSX.Element => {
  const filter = props.kind === 'token' ? { token_id: props.id } : { user_id: props.id };
  const whole = useAnswer<readonly UsageRow[]>(withQuery('/api/usage', { by: 'caller', ...filter }));
  const bindings = useAnswer<readonly UsageRow[]>(
    withQuery('/api/usage', { by: 'binding', ...filter, limit: MOST_ROWS }),
  );
  const row = whole.answer?.body[0];
  const caller = row?.caller ?? null;
  return (
    <View title={titleOf(props, caller)} before={BACK}>
      {whole.failure && <ViewFailure failure={whole.failure} onRetry={whole.reload} />}
      {whole.isLoading && !whole.answer && <Loading />}
      {whole.answer && !row && <Notice>It has not called in the last 30 days.</Notice>}
      {row && caller && (
        <>
          <div class="columns">
            <AboutCaller row={row} caller={caller} />
            <DaysChart filter={filter} />
          </div>
          <DataTable
            label="Spellings it calls"
            columns={WITHOUT_CALLERS}
            rows={bindings.answer?.body ?? []}
            keyOf={({ binding }) => binding ?? ''}
            none="None."
            isLoading={bindings.isLoading}
          />
        </>
      )}
    </View>
  );
};
