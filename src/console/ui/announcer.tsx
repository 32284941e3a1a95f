import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { createStore, useStore } from '../api/store';

interface Announcement {
  readonly text: string;
  readonly number: number;
}

const SHOWN_MS = 6000;

const last = createStore<Announcement | null>(null);
const warning = createStore<string | null>(null);
let count = 0;

/** Tells, on the screen and to screen readers, that something was done. */
export const announce = (text: string): void => {
  count += 1;
  last.set({ text, number: count });
};

/** Tells what somebody must see to; it stays until it is dismissed. */
export const warn = (text: string): void => warning.set(text);

/** Where announcements are made. */
export const Announcer = (): JSX.Element => {
  const announcement = useStore(last);
  const warned = useStore(warning);
  // Whoever signs in next is not meant.
  useEffect(() => () => warning.set(null), []);
  const dismiss = (): void => {
    warning.set(null);
    document.getElementById('content')?.focus();
  };
  useEffect(() => {
    if (!announcement) return undefined;
    const timer = setTimeout(() => last.set(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [announcement]);
  return (
    <div class="announcer" role="status" aria-live="polite">
      {warned !== null && (
        <p>
          {warned}{' '}
          <button type="button" class="secondary outline small" onClick={dismiss}>
            Dismiss
          </button>
        </p>
      )}
      {announcement && <p key={announcement.number}>{announcement.text}</p>}
    </div>
  );
};
