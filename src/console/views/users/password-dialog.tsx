import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useSend } from '../../api/context';
import type { User } from '../../api/types';
import { TextField } from '../../ui/fields';
import { FormDialog } from '../../ui/form-dialog';

interface Props {
  readonly user: User;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Sets another user's password. */
export const PasswordDialog = ({ user, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const [password, setPassword] = useState('');
  const save = async (): Promise<void> => {
    await send('PUT', `/api/users/${user.id}`, { password });
    onChanged();
  };
  return (
    <FormDialog
      title={`Reset the password of ${user.username}`}
      action="Set password"
      done={`The password of ${user.username} was set`}
      onSubmit={save}
      onClose={onClose}
    >
      <p>Every session of this user ends. Tell the new password over a channel you trust.</p>
      <TextField
        label="New password"
        type="password"
        value={password}
        onValue={setPassword}
        autoComplete="new-password"
        hint="At least 8 characters"
        isRequired
      />
    </FormDialog>
  );
};
