import type { JSX } from 'preact';
import { FormDialog } from '../ui/form-dialog';
import { usePasswordChange } from '../ui/password-change';

/** One's own password. */
export const ChangePasswordDialog = ({ onClose }: { readonly onClose: () => void }): JSX.Element => {
  const { fields, change } = usePasswordChange();
  return (
    <FormDialog
      title="Change your password"
      action="Change password"
      done="Your password was changed; your other sessions have ended"
      onSubmit={change}
      onClose={onClose}
    >
      {fields}
    </FormDialog>
  );
};
