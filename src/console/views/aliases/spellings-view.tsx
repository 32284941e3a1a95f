import type { JSX } from 'preact';
import { withQuery } from '../../api/query';
import { useRemembered } from '../../api/remembered';
import type { UsageRow } from '../../api/usage-types';
import { useAnswer } from '../../api/use-answer';
import { CheckField } from '../../ui/fields';
import { ViewFailure } from '../../ui/notices';
import { DataTable } from '../../ui/table';
import { AliasesFrame } from './aliases-frame';
import { BINDING_COLUMNS } from './binding-columns';
import { MOST_ROWS, Truncated } from './most-rows';

/** Which spellings are used, and by how many. */
export const SpellingsView = (): JSX.Element => {
  const [choice, setChoice] = useRemembered('spellings', { isAliasesOnly: true });
  const { answer, failure, isLoading, reload } = useAnswer<readonly UsageRow[]>(
    withQuery('/api/usage', {
      by: 'binding',
      aliases: choice.isAliasesOnly ? 'only' : '',
      limit: MOST_ROWS,
    }),
  );
  return (
    <AliasesFrame>
      <div class="bar-of-choices">
        <CheckField
          isChecked={choice.isAliasesOnly}
          onChecked={(isAliasesOnly) => setChoice({ isAliasesOnly })}
        >
          Only aliases: spellings that are not the canonical one
        </CheckField>
      </div>
      {failure ? (
        <ViewFailure failure={failure} onRetry={reload} />
      ) : (
        <DataTable
          label="Requests of the last 30 days by spelling"
          columns={BINDING_COLUMNS}
          rows={answer?.body ?? []}
          keyOf={({ binding }) => binding ?? ''}
          none="No such spelling was called in the last 30 days."
          isLoading={isLoading}
        />
      )}
      <Truncated rows={answer?.body ?? []} />
    </AliasesFrame>
  );
};
