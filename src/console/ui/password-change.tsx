import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useParts } from '../api/context';
import { createFailure } from '../api/failure';
import { TextField } from './fields';

/** One's own password as a form asks for it: the fields, and what sends them. */
export interface PasswordChange {
  readonly fields: JSX.Element;
  /** Throws a `Failure` where the new one is not repeated right, and what the server answers. */
  readonly change: () => Promise<void>;
}

/** The change of one's own password, wherever it is asked for. */
export const usePasswordChange = (): PasswordChange => {
  const { session } = useParts();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const field = { type: 'password', isRequired: true } as const;
  const own = { ...field, autoComplete: 'current-password' } as const;
  const fresh = { ...field, autoComplete: 'new-password' } as const;
  return {
    fields: (
      <>
        <TextField {...own} label="Current password" value={current} onValue={setCurrent} />
        <TextField {...fresh} label="New password" value={next} onValue={setNext} />
        <TextField {...fresh} label="New password again" value={again} onValue={setAgain} />
      </>
    ),
    async change() {
      if (next !== again) throw createFailure(0, 'The two passwords differ');
      await session.changePassword(current, next);
    },
  };
};
