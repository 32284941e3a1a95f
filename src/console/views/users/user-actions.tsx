import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../api/context';
import type { User } from '../../api/types';
import { ActionButton } from '../../ui/action-button';
import { EditUserDialog } from './edit-user-dialog';
import { PasswordDialog } from './password-dialog';
import { anyRefusal, refusalTo } from './refusals';
import { RolesDialog } from './roles-dialog';
import { type Step, StepDialog } from './step-dialog';
import { SuspendDialog } from './suspend-dialog';

type Open = 'edit' | 'roles' | 'suspend' | 'password' | Step;

interface Props {
  readonly user: User;
  /** Called after a change. */
  readonly onChanged: () => void;
}

const OpenDialog = ({
  open,
  ...rest
}: Props & { readonly open: Open; readonly onClose: () => void }): JSX.Element => {
  if (open === 'edit') return <EditUserDialog {...rest} />;
  if (open === 'roles') return <RolesDialog {...rest} />;
  if (open === 'suspend') return <SuspendDialog {...rest} />;
  if (open === 'password') return <PasswordDialog {...rest} />;
  return <StepDialog step={open} {...rest} />;
};

/** All that can be done with a user, with the reason where it cannot. */
export const UserActions = ({ user, onChanged }: Props): JSX.Element => {
  const me = useMe();
  const [open, setOpen] = useState<Open | null>(null);
  const button = (step: Open, label: string, refusal: string | null, isDangerous = false): JSX.Element => (
    <ActionButton
      key={step}
      label={label}
      refusal={refusal}
      isDangerous={isDangerous}
      onPress={() => setOpen(step)}
    />
  );
  const any = anyRefusal(me, user);
  const own = me.id === user.id ? 'Change your own password in the menu' : any;
  return (
    <>
      {user.deleted_at ? (
        button('restore', 'Restore', any)
      ) : (
        <>
          {button('edit', 'Edit', any)}
          {button('roles', 'Roles', refusalTo(me, user, 'change the roles of'))}
          {button('password', 'Reset password', own)}
          {user.status === 'suspended'
            ? button('unsuspend', 'Unsuspend', any)
            : button('suspend', 'Suspend', refusalTo(me, user, 'suspend'))}
          {user.lock && button('unlock', 'Unlock', any)}
          {user.lock?.cause !== 'administrator' && button('lock', 'Lock', refusalTo(me, user, 'lock'))}
          {button('delete', 'Delete', refusalTo(me, user, 'delete'), true)}
        </>
      )}
      {open && <OpenDialog open={open} user={user} onChanged={onChanged} onClose={() => setOpen(null)} />}
    </>
  );
};
