import { useEffect, useState } from 'preact/hooks';
import { useParts } from './context';
import { type Failure, toFailure } from './failure';
import { useStore } from './store';

/** An answer, with what its headers say of the pages around it. */
export interface Answer<T> {
  readonly body: T;
  /** Path of the next page; null on the last. */
  readonly next: string | null;
  /** How many there are, as far as the server counts; null where it does not say. */
  readonly total: string | null;
}

/** What is known of an answer. While it is asked again, the one before stays. */
export interface Asked<T> {
  readonly answer: Answer<T> | null;
  readonly failure: Failure | null;
  readonly isLoading: boolean;
  reload(): void;
}

const NEXT = /<([^>]+)>;\s*rel="next"/;

const pathOf = (link: string | null): string | null => {
  const address = NEXT.exec(link ?? '')?.[1];
  if (address === undefined) return null;
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
};

const read = async <T>(response: Response): Promise<Answer<T>> => {
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
  return {
    body: (await (isJson ? response.json() : response.text())) as T,
    next: pathOf(response.headers.get('Link')),
    total: response.headers.get('X-Total-Count'),
  };
};

interface State<T> {
  readonly path: string | null;
  readonly answer: Answer<T> | null;
  readonly failure: Failure | null;
  readonly isLoading: boolean;
}

/**
 * Asks for what stands at a path, again when the path or the version changes and when the server was away. Null asks for
 * nothing.
 */
export const useAnswer = <T>(path: string | null, version = ''): Asked<T> => {
  const { session, transport } = useParts();
  const returns = useStore(transport.returns);
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<State<T>>({ path, answer: null, failure: null, isLoading: true });

  // Another try and a server that is back are reasons to ask.
  useEffect(() => {
    if (path === null) return undefined;
    const controller = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    session
      .request({ method: 'GET', path, signal: controller.signal })
      .then((response) => read<T>(response))
      .then((answer) => setState({ path, answer, failure: null, isLoading: false }))
      .catch((thrown: unknown) => {
        if (controller.signal.aborted) return;
        setState((before) => ({
          path,
          answer: before.path === path ? before.answer : null,
          failure: toFailure(thrown),
          isLoading: false,
        }));
      });
    return () => controller.abort();
  }, [session, path, version, tries, returns]);

  const { answer, failure } = state;
  return {
    answer,
    failure,
    isLoading: path !== null && (state.isLoading || state.path !== path),
    reload: () => setTries((count) => count + 1),
  };
};
