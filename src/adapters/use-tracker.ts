import { toInstant } from '../domain/instant';
import type { Clock } from '../domain/ports';
import type { Credential } from '../domain/principal';
import type { Principals } from '../domain/repositories/principals';

export interface UseTrackerOptions {
  readonly principals: Pick<Principals, 'noteSessionUse' | 'noteTokenUse'>;
  readonly clock: Clock;
  /** Told of a use that could not be noted; the request that it belongs to has long gone on. */
  readonly onError: (error: unknown) => void;
}

export interface UseTracker {
  /** Notes that a credential was used just now, in the background: returns at once and never throws. */
  note(credential: Credential): void;
  /** Resolves when nothing is being noted any more: what a graceful stop waits for before it closes the database. */
  settle(): Promise<void>;
}

/** Keeps "last used" up to date off the request path, one write at a time for each credential. */
export const createUseTracker = ({ principals, clock, onError }: UseTrackerOptions): UseTracker => {
  const underway = new Map<string, Promise<void>>();

  const start = (key: string, write: () => Promise<void>): void => {
    if (underway.has(key)) return;
    const noted = write()
      .catch(onError)
      .finally(() => underway.delete(key));
    underway.set(key, noted);
  };

  return {
    note(credential) {
      const now = toInstant(clock.now());
      if (credential.kind === 'session') {
        const { sessionId } = credential;
        start(`session ${sessionId}`, () => principals.noteSessionUse(sessionId, now));
      }
      if (credential.kind === 'token') {
        const { tokenId } = credential;
        start(`token ${tokenId}`, () => principals.noteTokenUse(tokenId, now));
      }
    },
    async settle() {
      await Promise.all(underway.values());
    },
  };
};
