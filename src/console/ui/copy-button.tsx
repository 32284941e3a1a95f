import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './icons';

/** Copies the selected text of a field: for pages over plain http, which have no clipboard. */
const copyBySelection = (text: string): boolean => {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'off-screen';
  // Inside an open dialog, as everything outside one is inert.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
};

const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
};

const SHOWN_MS = 2000;

interface CopyProps {
  readonly text: string;
  /** What it is, for those who do not see where it stands: `ULID`. */
  readonly what: string;
}

/** Puts a text on the clipboard. */
export const CopyButton = ({ text, what }: CopyProps): JSX.Element => {
  const [word, setWord] = useState<string | null>(null);
  const press = async (event: MouseEvent): Promise<void> => {
    const button = event.currentTarget;
    setWord((await copy(text)) ? 'Copied' : 'Not copied');
    if (button instanceof HTMLElement) button.focus();
    setTimeout(() => setWord(null), SHOWN_MS);
  };
  return (
    <button type="button" class="ghost copy" onClick={press} aria-label={`Copy ${what}`}>
      <Icon name="copy" />
      <span aria-live="polite">{word}</span>
    </button>
  );
};
