import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { withQuery } from '../../api/query';
import type { Policy, Token } from '../../api/types';
import type { TokenUse } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { useUsers } from '../../api/use-users';
import { Notice, ViewFailure } from '../../ui/notices';
import { Pager, type Pages, usePages } from '../../ui/pager';
import { DataTable } from '../../ui/table';
import { View } from '../../ui/view';
import { CreateTokenDialog } from './create-token-dialog';
import { tokenColumns } from './token-columns';
import { TokenDialog, type TokenStep } from './token-dialogs';

const PAGE = 50;

/** Two lists of the same things that are leafed through together. */
const inStep = (pages: Pages<unknown>, others: Pages<unknown>): Pages<unknown> => ({
  ...pages,
  isLoading: pages.isLoading || others.isLoading,
  onNext() {
    // One that is still on its way would stay behind.
    if (pages.isLoading || others.isLoading) return;
    pages.onNext();
    others.onNext();
  },
  onPrevious() {
    pages.onPrevious();
    others.onPrevious();
  },
});

/** API tokens with what of their limits is used just now. */
export const TokensView = (): JSX.Element => {
  const pages = usePages<Token>(withQuery('/api/admin/tokens', { limit: PAGE }));
  const { answer, failure, isLoading, reload } = pages;
  // The same tokens in the same order, so the same number of pages on.
  const uses = usePages<TokenUse>(withQuery('/api/usage/limits', { limit: PAGE }));
  const policies = useAnswer<readonly Policy[]>('/api/policies');
  const [isCreating, setCreating] = useState(false);
  const [step, setStep] = useState<TokenStep | null>(null);
  const reloadAll = (): void => {
    reload();
    uses.reload();
  };
  const owners = useUsers(answer?.body.map(({ user_id }) => user_id) ?? []);
  const known = {
    owners,
    policies: policies.answer?.body ?? [],
    uses: uses.answer?.body ?? [],
  };
  return (
    <View
      title="Tokens"
      actions={
        <>
          <button type="button" class="small secondary outline" onClick={reloadAll}>
            Refresh
          </button>
          <button type="button" class="small" onClick={() => setCreating(true)}>
            New token
          </button>
        </>
      }
    >
      {failure && <ViewFailure failure={failure} onRetry={reload} />}
      {uses.failure && <Notice>Live use cannot be shown: {uses.failure.message}</Notice>}
      {(answer || !failure) && (
        <DataTable
          label="API tokens"
          columns={tokenColumns(known, setStep)}
          rows={answer?.body ?? []}
          keyOf={({ id }) => id}
          none="There is no API token."
          isLoading={isLoading}
        />
      )}
      <Pager pages={inStep(pages, uses)} />
      {isCreating && (
        <CreateTokenDialog
          policies={known.policies}
          onChanged={reloadAll}
          onClose={() => setCreating(false)}
        />
      )}
      {step && (
        <TokenDialog
          {...step}
          policies={known.policies}
          onChanged={reloadAll}
          onClose={() => setStep(null)}
        />
      )}
    </View>
  );
};
