import type { JSX } from 'preact';
import type { User } from '../../api/types';
import { Badge } from '../../ui/badge';

/** What state a user is in, in words. */
export const UserState = ({ user }: { readonly user: User }): JSX.Element => (
  <span class="badges">
    {user.deleted_at ? <Badge tone="bad">deleted</Badge> : null}
    {user.status === 'suspended' ? <Badge tone="warn">suspended</Badge> : null}
    {user.lock ? <Badge tone="warn">locked</Badge> : null}
    {user.status === 'active' && !user.deleted_at && !user.lock ? <Badge tone="good">active</Badge> : null}
  </span>
);
