import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Asked, useAnswer } from '../api/use-answer';

/** A list that is read page by page. */
export interface Pages<T> extends Asked<readonly T[]> {
  /** Counted from 1. */
  readonly number: number;
  /** How many there are, as the first page said. */
  readonly total: string | null;
  onNext(): void;
  onPrevious(): void;
}

/** Reads keyset pages from the first, whose path this is; another path is another list. */
export const usePages = <T,>(first: string): Pages<T> => {
  const [trail, setTrail] = useState<readonly string[]>([first]);
  const isSame = trail[0] === first;
  const path = (isSame ? trail.at(-1) : first) ?? first;
  const asked = useAnswer<readonly T[]>(path);
  const [total, setTotal] = useState<string | null>(null);
  const { answer } = asked;
  useEffect(() => {
    if (!isSame) setTrail([first]);
  }, [first, isSame]);
  // Later pages do not say.
  useEffect(() => {
    if (answer?.total) setTotal(answer.total);
  }, [answer]);
  return {
    ...asked,
    number: isSame ? trail.length : 1,
    total,
    // Until a page has come, nobody knows which one follows it.
    onNext: () => {
      if (answer?.next && !asked.isLoading) setTrail([...trail, answer.next]);
    },
    onPrevious: () => {
      if (trail.length > 1) setTrail(trail.slice(0, -1));
    },
  };
};

/** The way from page to page. */
export const Pager = ({ pages }: { readonly pages: Pages<unknown> }): JSX.Element | null => {
  const { answer, isLoading, number, onNext, onPrevious } = pages;
  if (number === 1 && !answer?.next) return null;
  return (
    <nav class="pager" aria-label="Pages">
      <button type="button" class="secondary outline small" aria-disabled={number === 1} onClick={onPrevious}>
        Previous
      </button>
      <span>Page {number}</span>
      <button
        type="button"
        class="secondary outline small"
        aria-disabled={isLoading || !answer?.next}
        onClick={onNext}
      >
        Next
      </button>
    </nav>
  );
};
