import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createFailure } from './failure';
import { meOf } from './session';
import type { ConsoleSession } from './session-types';
import { useStore } from './store';
import type { Transport } from './transport';
import type { User } from './types';

/** What every view needs. */
export interface ConsoleParts {
  readonly transport: Transport;
  readonly session: ConsoleSession;
}

/** Gives the parts to what stands below it. */
export const PartsContext = createContext<ConsoleParts | null>(null);

/** The parts. Throws where nothing gave them. */
export const useParts = (): ConsoleParts => {
  const parts = useContext(PartsContext);
  if (!parts) throw createFailure(0, 'The console was not put together');
  return parts;
};

/** Who is signed in. Throws where nobody is. */
export const useMe = (): User => meOf(useStore(useParts().session.state));

/** Sends an effect and reads its answer. Rejects with a `Failure`. */
export type Send = <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>;

/** Sends effects as the one who is signed in. */
export const useSend = (): Send => {
  const { session } = useParts();
  return async <T>(method: string, path: string, body?: unknown) => {
    const response = await session.request({ method, path, ...(body === undefined ? {} : { body }) });
    return (await response.json()) as T;
  };
};
