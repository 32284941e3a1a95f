import type { JSX } from 'preact';
import { useSend } from '../../api/context';
import type { User } from '../../api/types';
import { FormDialog } from '../../ui/form-dialog';

/** What is done to a user without asking for more than a yes. */
export type Step = 'unsuspend' | 'lock' | 'unlock' | 'delete' | 'restore';

interface Words {
  readonly action: string;
  readonly done: string;
  readonly says: string;
}

const WORDS: Readonly<Record<Step, Words>> = {
  unsuspend: {
    action: 'Unsuspend',
    done: 'is active again',
    says: 'Sign-in and tokens work again at once. Sessions that the suspension ended stay ended.',
  },
  lock: {
    action: 'Lock',
    done: 'is locked',
    says: 'No sign-in until somebody unlocks the account. All its sessions end now, and its tokens are refused.',
  },
  unlock: {
    action: 'Unlock',
    done: 'is unlocked',
    says: 'Clears the lock, the count of failed sign-ins and the throttle of this name.',
  },
  delete: {
    action: 'Delete',
    done: 'was deleted',
    says: 'All sessions end and every token is dead for good. Username and email are free for others. The account can be restored.',
  },
  restore: {
    action: 'Restore',
    done: 'is back',
    says: 'The account returns with the status it had. Its old sessions and tokens stay dead.',
  },
};

const isPlain = (step: Step): boolean => step !== 'delete';

interface Props {
  readonly step: Step;
  readonly user: User;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Asks for a yes, naming the user, and does it. */
export const StepDialog = ({ step, user, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const { action, done, says } = WORDS[step];
  const submit = async (): Promise<void> => {
    if (step === 'delete') await send('DELETE', `/api/users/${user.id}`);
    else await send('POST', `/api/users/${user.id}/${step}`);
    onChanged();
  };
  return (
    <FormDialog
      title={`${action} ${user.username}?`}
      action={`${action} ${user.username}`}
      isDangerous={!isPlain(step)}
      done={`${user.username} ${done}`}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{says}</p>
      <p class="quiet">
        {user.username} · {user.email} · id {user.id}
      </p>
    </FormDialog>
  );
};
