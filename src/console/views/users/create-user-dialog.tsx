import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { useMe, useSend } from '../../api/context';
import { createFailure, toFailure } from '../../api/failure';
import { announce, warn } from '../../ui/announcer';
import { TextField } from '../../ui/fields';
import { FormDialog } from '../../ui/form-dialog';
import { RoleChoice } from '../../ui/role-choice';

const isDefault = (roles: readonly string[]): boolean => roles.length === 1 && roles[0] === 'user';

/** Makes a user, and goes there. */
export const CreateUserDialog = ({ onClose }: { readonly onClose: () => void }): JSX.Element => {
  const send = useSend();
  const me = useMe();
  const [, go] = useLocation();
  const [username, setUsername] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [roles, setRoles] = useState<readonly string[]>(['user']);

  const setTheRoles = async (id: number): Promise<void> => {
    if (isDefault(roles)) return;
    try {
      await send('PUT', `/api/users/${id}/roles`, { roles });
    } catch (thrown) {
      // The user is there by now; a second try would only meet a taken name.
      warn(`${username} was created, but the roles were not set: ${toFailure(thrown).message}`);
    }
  };

  const create = async (): Promise<void> => {
    if (roles.length === 0) throw createFailure(0, 'Choose at least one role');
    const body = { username, email, password };
    const { id } = await send<{ id: number }>('POST', '/api/users', body);
    announce(`${username} was created`);
    await setTheRoles(id);
    go(`/users/${id}`);
  };

  return (
    <FormDialog title="New user" action="Create user" onSubmit={create} onClose={onClose}>
      <TextField label="Username" value={username} onValue={setUsername} isRequired />
      <TextField label="Email" type="email" value={email} onValue={setEmail} isRequired />
      <TextField
        label="Password"
        type="password"
        value={password}
        onValue={setPassword}
        autoComplete="new-password"
        hint="At least 8 characters"
        isRequired
      />
      <RoleChoice chosen={roles} onChosen={setRoles} isSuperadmin={me.roles.includes('superadmin')} />
    </FormDialog>
  );
};
