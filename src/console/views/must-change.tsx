import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useParts } from '../api/context';
import { createFailure, type Failure, toFailure } from '../api/failure';
import { TextField } from '../ui/fields';
import { FailureNotice, Notice } from '../ui/notices';
import { repeatProblem } from '../ui/password-fields';
import { EntryPage } from './entry-page';

/** For those whose password was right and must be changed before anything else. */
export const MustChange = ({ name }: { readonly name: string }): JSX.Element => {
  const { session } = useParts();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (): Promise<void> => {
    const problem = repeatProblem(next, again);
    if (problem) throw createFailure(0, problem);
    await session.changePassword(current, next);
  };
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
