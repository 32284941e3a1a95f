import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useParts } from '../api/context';
import { createFailure } from '../api/failure';
import { TextField } from '../ui/fields';
import { FormDialog } from '../ui/form-dialog';
import { repeatProblem } from '../ui/password-fields';

/** One's own password. */
export const ChangePasswordDialog = ({ onClose }: { readonly onClose: () => void }): JSX.Element => {
  const { session } = useParts();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const change = async (): Promise<void> => {
    const problem = repeatProblem(next, again);
    if (problem) throw createFailure(0, problem);
    await session.changePassword(current, next);
  };
  return (
    <FormDialog
      title="Change your password"
      action="Change password"
      done="Your password was changed; your other sessions have ended"
      onSubmit={change}
      onClose={onClose}
    >
      <TextField
        label="Current password"
        type="password"
        value={current}
        onValue={setCurrent}
        autoComplete="current-password"
        isRequired
      />
      <TextField
        label="New password"
        type="password"
        value={next}
        onValue={setNext}
        autoComplete="new-password"
        isRequired
      />
      <TextField
        label="New password again"
        type="password"
        value={again}
        onValue={setAgain}
        autoComplete="new-password"
        isRequired
      />
    </FormDialog>
  );
};
