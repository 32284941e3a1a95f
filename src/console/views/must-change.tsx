import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useParts } from '../api/context';
import { type Failure, toFailure } from '../api/failure';
import { FailureNotice, Notice } from '../ui/notices';
import { usePasswordChange } from '../ui/password-change';
import { EntryPage } from './entry-page';

/** For those whose password was right and must be changed before anything else. */
export const MustChange = ({ name }: { readonly name: string }): JSX.Element => {
  const { session } = useParts();
  const { fields, change } = usePasswordChange();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      await change();
    } catch (thrown) {
      setFailure(toFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  const cancel = (): void => {
    if (!isBusy) session.signOut();
  };
  return (
    <EntryPage title="Change your password">
      <Notice>The password of {name} must be changed before you go on.</Notice>
      <form onSubmit={submit}>
        {fields}
        {failure && <FailureNotice failure={failure} />}
        <button type="submit" aria-busy={isBusy}>
          Change and sign in
        </button>
        <button type="button" class="secondary outline" aria-disabled={isBusy} onClick={cancel}>
          Cancel
        </button>
      </form>
    </EntryPage>
  );
};
