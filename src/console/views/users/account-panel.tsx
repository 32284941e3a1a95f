import type { JSX } from 'preact';
import type { User } from '../../api/types';
import { Moment } from '../../ui/moment';
import { Facts, Panel } from '../../ui/view';

const password = (user: User): JSX.Element => {
  if (!user.has_password) return <span class="quiet">none: no sign-in with one</span>;
  return (
    <>
      set <Moment at={user.password_changed_at} none="at an unknown time" />
      {user.must_change_password && ', must be changed'}
    </>
  );
};

const NONE = <span class="quiet">none</span>;

/** Who a user is. */
export const AccountPanel = ({ user }: { readonly user: User }): JSX.Element => (
  <Panel title="Account">
    <Facts
      facts={[
        [
          'Email',
          <span key="email" class="breakable">
            {user.email}
            {user.is_email_verified && ' (verified)'}
          </span>,
        ],
        ['Name', user.name ?? NONE],
        ['Phone', user.phone ?? NONE],
        ['Roles', user.roles.join(', ')],
        ['May write', user.can_write ? 'yes' : 'no, reads only'],
        ['Type', user.employee_id ? `${user.user_type}, ${user.employee_id}` : user.user_type],
        ['Password', password(user)],
        ['Password expires', <Moment key="expires" at={user.password_expires_at} />],
        ['Created', <Moment key="created" at={user.created_at} />],
        ['Changed', <Moment key="updated" at={user.updated_at} />],
      ]}
    />
  </Panel>
);
