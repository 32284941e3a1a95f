import type { JSX } from 'preact';
import { CopyButton } from '../../ui/copy-button';
import { Dialog } from '../../ui/dialog';

interface Props {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** A new secret, this once. */
export const SecretDialog = ({ name, secret, onClose }: Props): JSX.Element => (
  <Dialog title={`The secret of ${name}`} onClose={onClose}>
    <p>This is the only time it is shown. Keep it now, where its program finds it.</p>
    <p class="secret">
      <code>{secret}</code>
      <CopyButton text={secret} what="the secret" />
    </p>
    <footer>
      <button type="button" onClick={onClose}>
        I have kept it
      </button>
    </footer>
  </Dialog>
);
