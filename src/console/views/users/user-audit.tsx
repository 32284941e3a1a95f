import type { JSX } from 'preact';
import { Link } from 'wouter-preact';
import { withQuery } from '../../api/query';
import type { AuditEntry, User } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { ViewFailure } from '../../ui/notices';
import { Panel } from '../../ui/view';
import { AuditTable } from '../audit/audit-table';

const SHOWN = 8;

/** What was done to a user last. */
export const UserAudit = ({
  user,
  version,
}: {
  readonly user: User;
  /** Another one asks again. */
  readonly version: string;
}): JSX.Element => {
  const path = withQuery('/api/audit', { target_type: 'user', target_id: user.id, limit: SHOWN });
  // A change is followed by its entry.
  const { answer, failure, isLoading, reload } = useAnswer<readonly AuditEntry[]>(path, version);
  return (
    <Panel title="Last done to this user" actions={<Link href={`/audit/user/${user.id}`}>All of it</Link>}>
      {failure ? (
        <ViewFailure failure={failure} onRetry={reload} />
      ) : (
        <AuditTable
          label={`Last done to ${user.username}`}
          rows={answer?.body ?? []}
          isLoading={isLoading}
          none="Nothing yet."
        />
      )}
    </Panel>
  );
};
