import type { ComponentChildren, JSX } from 'preact';
import type { User } from '../../api/types';
import { useUsers } from '../../api/use-users';
import { Moment } from '../../ui/moment';
import { UserLink } from '../../ui/user-link';
import { Facts, Panel } from '../../ui/view';

type Fact = readonly [string, ComponentChildren];

const Actor = ({ id, none }: { readonly id: number | null; readonly none: string }): JSX.Element => {
  const users = useUsers(id === null ? [] : [id]);
  return id === null ? <span class="quiet">{none}</span> : <UserLink id={id} users={users} />;
};

const suspensionFacts = ({ suspension }: User): Fact[] =>
  suspension
    ? [
        ['Reason', suspension.reason ?? <span class="quiet">none given</span>],
        ['Suspended at', <Moment key="at" at={suspension.at} />],
        ['Suspended until', <Moment key="until" at={suspension.until} none="somebody unsuspends" />],
        ['Suspended by', <Actor key="by" id={suspension.by} none="the machine" />],
      ]
    : [];

const lockFacts = ({ lock }: User): Fact[] =>
  lock
    ? [
        ['Locked', lock.cause === 'failures' ? 'after failed sign-ins' : 'by an administrator'],
        ['Locked until', <Moment key="until" at={lock.until} none="somebody unlocks" />],
        ['Locked by', <Actor key="by" id={lock.by} none="the machine" />],
      ]
    : [
        [
          'Lock',
          <span key="none" class="quiet">
            none
          </span>,
        ],
      ];

const deletionFacts = ({ deleted_at }: User): Fact[] =>
  deleted_at ? [['Deleted at', <Moment key="at" at={deleted_at} />]] : [];

/** Whether a user may come in, and why not. */
export const StatePanel = ({ user }: { readonly user: User }): JSX.Element => (
  <Panel title="State">
    <Facts
      facts={[
        ['Status', user.status],
        ...suspensionFacts(user),
        ...lockFacts(user),
        ...deletionFacts(user),
        ['Failed sign-ins', user.failed_sign_ins],
        ['Last sign-in', <Moment key="last" at={user.last_login} />],
      ]}
    />
  </Panel>
);
