import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { withQuery } from '../../api/query';
import { useRemembered } from '../../api/remembered';
import type { AuditEntry, Facts } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { type Option, SelectField, TextField } from '../../ui/fields';
import { ViewFailure } from '../../ui/notices';
import { Pager, usePages } from '../../ui/pager';
import { useDebounced } from '../../ui/use-debounced';
import { fromUtcInput } from '../../ui/utc-input';
import { View } from '../../ui/view';
import { AuditTable } from './audit-table';

const PAGE = 50;

const NO_FILTER = {
  action: '',
  actor_id: '',
  target_type: '',
  target_id: '',
  result: '',
  dialect: '',
  since: '',
  until: '',
};
type AuditFilter = typeof NO_FILTER;

const TARGETS: readonly Option[] = [['', 'Any'], 'user', 'token', 'policy', 'session'];
const RESULTS: readonly Option[] = [['', 'Any'], 'done', 'refused'];

interface FilterProps {
  readonly filter: AuditFilter;
  readonly onFilter: (filter: AuditFilter) => void;
}

const AuditFilters = ({ filter, onFilter }: FilterProps): JSX.Element => {
  const facts = useAnswer<Facts>('/console/facts.json').answer?.body;
  const set = (name: keyof AuditFilter) => (value: string) => onFilter({ ...filter, [name]: value });
  return (
    <search class="filters">
      <SelectField
        label="What"
        value={filter.action}
        onValue={set('action')}
        options={[['', 'Anything'], ...(facts?.actions ?? [])]}
      />
      <TextField label="By user id" value={filter.actor_id} onValue={set('actor_id')} />
      <SelectField label="To a" value={filter.target_type} onValue={set('target_type')} options={TARGETS} />
      <TextField label="To the id" value={filter.target_id} onValue={set('target_id')} />
      <SelectField label="Result" value={filter.result} onValue={set('result')} options={RESULTS} />
      <SelectField
        label="Dialect"
        value={filter.dialect}
        onValue={set('dialect')}
        options={[['', 'Any'], ...(facts?.dialects ?? [])]}
      />
      <TextField label="Since (UTC)" type="datetime-local" value={filter.since} onValue={set('since')} />
      <TextField label="Before (UTC)" type="datetime-local" value={filter.until} onValue={set('until')} />
    </search>
  );
};

const queryOf = (filter: AuditFilter): string =>
  withQuery('/api/audit', {
    ...filter,
    actor_id: filter.actor_id.trim(),
    target_id: filter.target_id.trim(),
    since: fromUtcInput(filter.since),
    until: fromUtcInput(filter.until),
    limit: PAGE,
  });

const AuditList = ({ filter, onFilter }: FilterProps): JSX.Element => {
  const pages = usePages<AuditEntry>(queryOf(useDebounced(filter)));
  const { answer, failure, isLoading, reload } = pages;
  return (
    <View
      title="Audit trail"
      actions={
        <button type="button" class="small secondary outline" onClick={() => onFilter(NO_FILTER)}>
          Clear filters
        </button>
      }
    >
      <AuditFilters filter={filter} onFilter={onFilter} />
      {failure ? (
        <ViewFailure failure={failure} onRetry={reload} />
      ) : (
        <AuditTable
          label="Audit trail"
          rows={answer?.body ?? []}
          none="Nothing fits."
          isLoading={isLoading}
        />
      )}
      <Pager pages={pages} />
    </View>
  );
};

/** What was done and refused, newest first. */
export const AuditView = (): JSX.Element => {
  const [filter, setFilter] = useRemembered('audit', NO_FILTER);
  return <AuditList filter={filter} onFilter={setFilter} />;
};

/** The same of one thing alone. */
export const AuditOfView = ({ type, id }: { readonly type: string; readonly id: string }): JSX.Element => {
  const [filter, setFilter] = useState({ ...NO_FILTER, target_type: type, target_id: id });
  return <AuditList filter={filter} onFilter={setFilter} />;
};
