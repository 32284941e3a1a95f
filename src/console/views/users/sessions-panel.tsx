import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useMe, useSend } from '../../api/context';
import type { Session, User } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { ActionButton } from '../../ui/action-button';
import { FormDialog } from '../../ui/form-dialog';
import { Moment } from '../../ui/moment';
import { ViewFailure } from '../../ui/notices';
import { type Column, DataTable } from '../../ui/table';
import { Panel } from '../../ui/view';
import { anyRefusal } from './refusals';

/** What is to end: one of them, or all. */
type Ending = Session | 'all';

const EndDialog = (props: {
  readonly user: User;
  readonly ending: Ending;
  readonly onEnded: () => void;
  readonly onClose: () => void;
}): JSX.Element => {
  const { user, ending, onEnded, onClose } = props;
  const send = useSend();
  const isAll = ending === 'all';
  const path = `/api/users/${user.id}/sessions`;
  const end = async (): Promise<void> => {
    await send('DELETE', isAll ? path : `${path}/${ending.id}`);
    onEnded();
  };
  return (
    <FormDialog
      title={isAll ? `End all sessions of ${user.username}?` : `End this session of ${user.username}?`}
      action={isAll ? 'End all sessions' : 'End session'}
      isDangerous
      done={isAll ? `All sessions of ${user.username} have ended` : 'The session has ended'}
      onSubmit={end}
      onClose={onClose}
    >
      <p>
        {isAll
          ? 'Everybody who is signed in as this user is signed out by the next request. API tokens stay.'
          : `Signed in from ${ending.ip}, last used ${ending.last_used_at.slice(0, 16).replace('T', ' ')} UTC.`}
      </p>
    </FormDialog>
  );
};

const columns = (onEnd: (session: Session) => void, refusal: string | null): Column<Session>[] => [
  {
    name: 'From',
    cell: ({ ip, current }) => (
      <>
        <code class="whole">{ip}</code> {current && <span class="quiet">this one</span>}
      </>
    ),
  },
  { name: 'With', cell: ({ user_agent }) => <span class="breakable">{user_agent ?? 'not said'}</span> },
  { name: 'Since', cell: ({ created_at }) => <Moment at={created_at} isShort /> },
  { name: 'Last used', cell: ({ last_used_at }) => <Moment at={last_used_at} isShort /> },
  {
    name: 'End',
    isUnnamed: true,
    cell: (session) => <ActionButton label="End" refusal={refusal} onPress={() => onEnd(session)} />,
  },
];

/** Where a user is signed in. */
export const SessionsPanel = ({
  user,
  onEnded,
}: {
  readonly user: User;
  readonly onEnded: () => void;
}): JSX.Element => {
  const path = `/api/users/${user.id}/sessions`;
  const { answer, failure, isLoading, reload } = useAnswer<readonly Session[]>(
    user.deleted_at ? null : path,
    String(user.version),
  );
  const [ending, setEnding] = useState<Ending | null>(null);
  const refusal = anyRefusal(useMe(), user);
  const ended = (): void => {
    reload();
    onEnded();
  };
  const rows = user.deleted_at ? [] : (answer?.body ?? []);
  return (
    <Panel
      title="Sessions"
      actions={
        rows.length > 0 && (
          <ActionButton label="End all" refusal={refusal} isDangerous onPress={() => setEnding('all')} />
        )
      }
    >
      {failure ? (
        <ViewFailure failure={failure} onRetry={reload} />
      ) : (
        <DataTable
          label={`Sessions of ${user.username}`}
          columns={columns(setEnding, refusal)}
          rows={rows}
          keyOf={({ id }) => id}
          none="Nobody is signed in as this user."
          isLoading={isLoading}
        />
      )}
      {ending && <EndDialog user={user} ending={ending} onEnded={ended} onClose={() => setEnding(null)} />}
    </Panel>
  );
};
