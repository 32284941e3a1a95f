import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { type Failure, toFailure } from '../api/failure';
import { announce } from './announcer';
import { Dialog } from './dialog';
import { FormFailure } from './notices';

interface FormDialogProps {
  readonly title: string;
  /** The word on the button that does it. */
  readonly action: string;
  readonly isDangerous?: boolean;
  /** Something else takes its place when it is done. */
  readonly staysOpen?: boolean;
  /** What is announced when it is done; nothing when left out. */
  readonly done?: string;
  /** Does it. What it rejects with is shown, and the dialog stays. */
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A dialog that asks for something and does it. */
export const FormDialog = (props: FormDialogProps): JSX.Element => {
  const { title, action, isDangerous = false, staysOpen = false, done, onSubmit, onClose, children } = props;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit();
      if (done) announce(done);
      if (!staysOpen) onClose();
    } catch (thrown) {
      setFailure(toFailure(thrown));
      setBusy(false);
    }
  };
  // What is on its way may bring what is shown once, such as a secret.
  const cancel = (): void => {
    if (!isBusy) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose} isHeld={isBusy}>
      <form onSubmit={submit}>
        {children}
        {failure && <FormFailure failure={failure} />}
        <footer>
          <button type="button" class="secondary outline" aria-disabled={isBusy} onClick={cancel}>
            Cancel
          </button>
          <button type="submit" class={isDangerous ? 'danger' : undefined} aria-busy={isBusy}>
            {action}
          </button>
        </footer>
      </form>
    </Dialog>
  );
};
