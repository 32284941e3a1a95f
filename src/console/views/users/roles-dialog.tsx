import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useMe, useSend } from '../../api/context';
import type { User } from '../../api/types';
import { FormDialog } from '../../ui/form-dialog';
import { RoleChoice } from '../../ui/role-choice';

interface Props {
  readonly user: User;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Gives a user other roles. */
export const RolesDialog = ({ user, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const me = useMe();
  const [roles, setRoles] = useState(user.roles);
  const save = async (): Promise<void> => {
    await send('PUT', `/api/users/${user.id}/roles`, { roles });
    onChanged();
  };
  return (
    <FormDialog
      title={`Roles of ${user.username}`}
      action="Save roles"
      done={`The roles of ${user.username} were saved`}
      onSubmit={save}
      onClose={onClose}
    >
      <p>Other roles end this user's sessions.</p>
      <RoleChoice chosen={roles} onChosen={setRoles} isSuperadmin={me.roles.includes('superadmin')} />
    </FormDialog>
  );
};
