import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly isWide?: boolean;
}

/** Where the focus goes when a dialog closes: back, or to the view when what opened it is gone. */
const giveBack = (before: Element | null): void => {
  const target = before instanceof HTMLElement && before.isConnected ? before : null;
  (target ?? document.getElementById('content'))?.focus();
};

/** A dialog for as long as it is drawn. The browser keeps the focus in it; Escape closes it. */
export const Dialog = ({ title, onClose, children, isWide = false }: DialogProps): JSX.Element => {
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
    onClose();
  };
  return (
    <dialog ref={element} aria-labelledby={heading} onCancel={cancel}>
      <article class={isWide ? 'wide' : undefined}>
        <header>
          <h2 id={heading}>{title}</h2>
          <button type="button" class="ghost shut" aria-label="Close" onClick={onClose}>
            ×
          </button>
        </header>
        {children}
      </article>
    </dialog>
  );
};
