import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly isWide?: boolean;
  /** Nothing closes it now: what it started is on its way. */
  readonly isHeld?: boolean;
}

const focusContent = (): void => document.getElementById('content')?.focus();

/** What was done may take its own button away, once the answer is drawn: then the focus goes to the view. */
const watchOver = (target: HTMLElement): void => {
  const observer = new MutationObserver(() => {
    if (document.activeElement === target) return;
    observer.disconnect();
    if (!target.isConnected && document.activeElement === document.body) focusContent();
  });
  observer.observe(document.body, { childList: true, subtree: true });
};

/** Where the focus goes when a dialog closes: back, or to the view when what opened it is gone. */
const giveBack = (before: Element | null): void => {
  const target = before instanceof HTMLElement && before.isConnected ? before : null;
  if (target) target.focus();
  else focusContent();
  if (target && document.activeElement === target) watchOver(target);
};

/** A dialog for as long as it is drawn. The browser keeps the focus in it; Escape closes it. */
export const Dialog = (props: DialogProps): JSX.Element => {
  const { title, onClose, children, isWide = false, isHeld = false } = props;
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    element.current?.showModal();
    const first = element.current?.querySelector<HTMLElement>(
      '[data-first], input:not([disabled]), select, textarea',
    );
    first?.focus();
    return () => element.current?.close();
  }, []);
  // After it is out of the page: what is behind a dialog takes no focus.
  useEffect(() => () => void setTimeout(() => giveBack(before.current)), []);
  const cancel = (event: Event): void => {
    event.preventDefault();
    if (!isHeld) onClose();
  };
  // Browsers close on a second Escape, whatever was said to the first.
  const closed = (): void => {
    if (isHeld) element.current?.showModal();
    else if (element.current) onClose();
  };
  return (
    <dialog ref={element} aria-labelledby={heading} onCancel={cancel} onClose={closed}>
      <article class={isWide ? 'wide' : undefined}>
        <header>
          <h2 id={heading}>{title}</h2>
          <button type="button" class="ghost shut" aria-label="Close" aria-disabled={isHeld} onClick={cancel}>
            ×
          </button>
        </header>
        {children}
      </article>
    </dialog>
  );
};
