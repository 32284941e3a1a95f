import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useSend } from '../../api/context';
import type { User } from '../../api/types';
import { TextArea, TextField } from '../../ui/fields';
import { FormDialog } from '../../ui/form-dialog';
import { fromUtcInput } from '../../ui/utc-input';

const LONGEST_REASON = 500;

interface Props {
  readonly user: User;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Suspends a user, with the reason and the end where there are such. */
export const SuspendDialog = ({ user, onChanged, onClose }: Props): JSX.Element => {
  const send = useSend();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const suspend = async (): Promise<void> => {
    await send('POST', `/api/users/${user.id}/suspend`, {
      reason: reason.trim() || null,
      until: fromUtcInput(until),
    });
    onChanged();
  };
  return (
    <FormDialog
      title={`Suspend ${user.username}`}
      action={`Suspend ${user.username}`}
      isDangerous
      done={`${user.username} is suspended`}
      onSubmit={suspend}
      onClose={onClose}
    >
      <p>All sessions end now, and sign-in and tokens are refused.</p>
      <TextArea
        label="Reason"
        value={reason}
        onValue={setReason}
        limit={LONGEST_REASON}
        hint="For the directory and the audit trail"
      />
      <TextField
        label="Ends at (UTC)"
        type="datetime-local"
        value={until}
        onValue={setUntil}
        hint="Empty: until somebody unsuspends"
      />
    </FormDialog>
  );
};
