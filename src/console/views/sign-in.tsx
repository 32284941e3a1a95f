import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useParts } from '../api/context';
import { type Failure, toFailure } from '../api/failure';
import { TextField } from '../ui/fields';
import { FailureNotice, Notice } from '../ui/notices';
import { EntryPage } from './entry-page';

/** The first thing everybody sees: who are you? */
export const SignIn = ({ notice }: { readonly notice: string | null }): JSX.Element => {
  const { session } = useParts();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      await session.signIn(name.trim(), password);
    } catch (thrown) {
      setFailure(toFailure(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <EntryPage title="Sign in">
      {notice && !failure && <Notice>{notice}</Notice>}
      <form onSubmit={submit}>
        <TextField
          label="Username or email"
          value={name}
          onValue={setName}
          autoComplete="username"
          isRequired
        />
        <TextField
          label="Password"
          type="password"
          value={password}
          onValue={setPassword}
          autoComplete="current-password"
          isRequired
        />
        {failure && <FailureNotice failure={failure} />}
        <button type="submit" aria-busy={isBusy}>
          Sign in
        </button>
      </form>
    </EntryPage>
  );
};
