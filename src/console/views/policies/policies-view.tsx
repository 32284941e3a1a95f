import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useSend } from '../../api/context';
import type { Policy } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { ActionButton } from '../../ui/action-button';
import { Badge } from '../../ui/badge';
import { FormDialog } from '../../ui/form-dialog';
import { Name } from '../../ui/name';
import { ViewFailure } from '../../ui/notices';
import { type Column, DataTable } from '../../ui/table';
import { View } from '../../ui/view';
import { PolicyDialog } from './policy-dialog';

type Open = { readonly kind: 'new' } | { readonly kind: 'edit' | 'delete'; readonly policy: Policy };

const numberOr = (limit: number | null): string => (limit === null ? 'no limit' : limit.toLocaleString('en'));
const listOr = (list: readonly string[] | null): string => (list === null ? 'any' : list.join(', '));

const columns = (onOpen: (open: Open) => void): Column<Policy>[] => [
  {
    name: 'Policy',
    cell: ({ name, description }) => (
      <>
        <span class="strong">
          <Name text={name} />
        </span>
        {description && <span class="under">{description}</span>}
      </>
    ),
  },
  {
    name: 'State',
    cell: ({ active }) => (active ? <Badge tone="good">active</Badge> : <Badge>inactive</Badge>),
  },
  { name: 'A minute', cell: (policy) => numberOr(policy.rate_limit_per_min), isNumber: true },
  { name: 'A day', cell: (policy) => numberOr(policy.max_requests_per_day), isNumber: true },
  { name: 'Methods', cell: (policy) => listOr(policy.allowed_methods) },
  { name: 'Paths', cell: (policy) => <span class="breakable">{listOr(policy.allowed_paths)}</span> },
  { name: 'Addresses', cell: (policy) => <span class="breakable">{listOr(policy.allowed_ips)}</span> },
  {
    name: 'Actions',
    isUnnamed: true,
    cell: (policy) => (
      <div class="cell-actions">
        <ActionButton label="Edit" onPress={() => onOpen({ kind: 'edit', policy })} />
        <ActionButton label="Delete" isDangerous onPress={() => onOpen({ kind: 'delete', policy })} />
      </div>
    ),
  },
];

interface DialogProps {
  readonly open: Open;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

const OpenDialog = ({ open, onChanged, onClose }: DialogProps): JSX.Element => {
  const send = useSend();
  if (open.kind !== 'delete')
    return (
      <PolicyDialog
        policy={open.kind === 'new' ? null : open.policy}
        onChanged={onChanged}
        onClose={onClose}
      />
    );
  const { id, name } = open.policy;
  const remove = async (): Promise<void> => {
    await send('DELETE', `/api/policies/${id}`);
    onChanged();
  };
  return (
    <FormDialog
      title={`Delete the policy ${name}?`}
      action="Delete policy"
      isDangerous
      done={`The policy ${name} was deleted`}
      onSubmit={remove}
      onClose={onClose}
    >
      <p>A policy that a token still has cannot be deleted.</p>
    </FormDialog>
  );
};

/** What API tokens may do, and how often. */
export const PoliciesView = (): JSX.Element => {
  const { answer, failure, isLoading, reload } = useAnswer<readonly Policy[]>('/api/policies');
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <View
      title="Policies"
      actions={
        <button type="button" class="small" onClick={() => setOpen({ kind: 'new' })}>
          New policy
        </button>
      }
    >
      {failure && <ViewFailure failure={failure} onRetry={reload} />}
      {(answer || !failure) && (
        <DataTable
          label="Policies"
          columns={columns(setOpen)}
          rows={answer?.body ?? []}
          keyOf={({ id }) => id}
          none="There is no policy: every token has the default limits."
          isLoading={isLoading}
        />
      )}
      {open && <OpenDialog open={open} onChanged={reload} onClose={() => setOpen(null)} />}
    </View>
  );
};
