import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { useMe } from '../../api/context';
import type { User } from '../../api/types';
import { useAnswer } from '../../api/use-answer';
import { Loading, Notice, ViewFailure } from '../../ui/notices';
import { View } from '../../ui/view';
import { AccountPanel } from './account-panel';
import { IdsPanel } from './ids-panel';
import { anyRefusal } from './refusals';
import { SessionsPanel } from './sessions-panel';
import { SpellingsPanel } from './spellings-panel';
import { StatePanel } from './state-panel';
import { UserActions } from './user-actions';
import { UserAudit } from './user-audit';
import { UserState } from './user-state';

const BACK = <Link href="/users">← Users</Link>;

const Remark = ({ user }: { readonly user: User }): JSX.Element | null => {
  const me = useMe();
  const refusal = anyRefusal(me, user);
  if (refusal) return <Notice>{refusal}, so nothing can be changed here.</Notice>;
  if (me.id !== user.id) return null;
  return (
    <Notice>
      This is your own account: you cannot suspend, lock or delete yourself or change your own roles, and your
      password is changed in the menu.
    </Notice>
  );
};

/** One user, by any of the three ids. */
export const UserView = ({ id }: { readonly id: string }): JSX.Element => {
  const { answer, failure, reload } = useAnswer<User>(`/api/directory/${encodeURIComponent(id)}`);
  // Ending a session leaves an entry, but the user as it is.
  const [endings, setEndings] = useState(0);
  const user = answer?.body;
  if (!user)
    return (
      <View title="User" before={BACK}>
        {failure ? <ViewFailure failure={failure} onRetry={reload} /> : <Loading />}
      </View>
    );
  return (
    <View
      title={user.username}
      before={BACK}
      beside={<UserState user={user} />}
      actions={<UserActions user={user} onChanged={reload} />}
    >
      {failure && <ViewFailure failure={failure} onRetry={reload} />}
      <Remark user={user} />
      <div class="columns">
        <div>
          <StatePanel user={user} />
          <IdsPanel user={user} />
          <SpellingsPanel user={user} />
        </div>
        <div>
          <AccountPanel user={user} />
          <SessionsPanel user={user} onEnded={() => setEndings(endings + 1)} />
        </div>
      </div>
      <UserAudit user={user} version={`${user.version} ${endings}`} />
    </View>
  );
};
