import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useMe, useParts, useSend } from '../../api/context';
import { forgetUser } from '../../api/known-users';
import type { User } from '../../api/types';
import { TextField } from '../../ui/fields';
import { FormDialog } from '../../ui/form-dialog';

interface Props {
  readonly user: User;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Changes what a user is called and written to. Only what differs is sent. */
export const EditUserDialog = ({ user, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const { session } = useParts();
  const me = useMe();
  const [username, setUsername] = useState(user.username);
  const [email, setEmail] = useState(user.email);
  const save = async (): Promise<void> => {
    await send('PUT', `/api/users/${user.id}`, {
      ...(username === user.username ? {} : { username }),
      ...(email === user.email ? {} : { email }),
    });
    forgetUser(user.id);
    if (user.id === me.id) await session.lookAgain();
    onChanged();
  };
  return (
    <FormDialog
      title={`Edit ${user.username}`}
      action="Save"
      done={`${username} was saved`}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Username" value={username} onValue={setUsername} isRequired />
      <TextField label="Email" type="email" value={email} onValue={setEmail} isRequired />
    </FormDialog>
  );
};
