import { createFailure, type Failure, failureOf, isAway } from './failure';
import { createStore, type Store } from './store';

/** A request of the API. */
export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** Sends requests and knows whether the server can be reached. */
export interface Transport {
  /** Why the server cannot be asked just now; null while it can. */
  readonly away: Store<Failure | null>;
  /** How often the server has come back: whoever shows what it said asks again when this changes. */
  readonly returns: Store<number>;
  /** Resolves with an answer that went well. Rejects with a `Failure`, or the signal's `AbortError`. */
  send(asking: Asking): Promise<Response>;
}

const headersOf = ({ body, token }: Asking): Record<string, string> => ({
  ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  ...(token ? { Authorization: `Bearer ${token}` } : {}),
});

const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';

const ask = async (asking: Asking): Promise<Response> => {
  const { method, path, body, signal } = asking;
  try {
    return await fetch(path, {
      method,
      headers: headersOf(asking),
      credentials: 'omit',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    throw createFailure(0, 'The server does not answer');
  }
};

/** Requests of this page's own server. */
export const createTransport = (): Transport => {
  const away = createStore<Failure | null>(null);
  const returns = createStore(0);
  const note = (failure: Failure | null): void => {
    const wasAway = away.get() !== null;
    away.set(failure && isAway(failure) ? failure : null);
    if (wasAway && !away.get()) returns.set(returns.get() + 1);
  };
  return {
    away,
    returns,
    async send(asking) {
      const response = await ask(asking).catch((thrown: unknown) => {
        if (!isAbort(thrown)) note(thrown as Failure);
        throw thrown;
      });
      const failure = response.ok ? null : await failureOf(response);
      note(failure);
      if (failure) throw failure;
      return response;
    },
  };
};
