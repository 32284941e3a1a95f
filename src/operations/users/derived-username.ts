import { AppError } from '../../domain/error';
import type { Repositories } from '../../domain/repositories';
import { usernameCandidates, usernameStem } from '../../domain/username-from-email';

/** Names looked at first; each time that all of them are taken, four times as many follow. */
const FIRST_BATCH = 16;
const GROWTH = 4;

/**
 * The first free username that an email leads to. Until the transaction ends, nobody else looks for one of the same stem;
 * only a name that somebody chose can still come first.
 */
export const freeUsername = async (tx: Repositories, email: string): Promise<string> => {
  const stem = usernameStem(email);
  await tx.users.holdStem(stem);
  let skipped = 0;
  for (let count = FIRST_BATCH; ; count *= GROWTH) {
    const candidates = usernameCandidates(stem, skipped, count);
    const taken = new Set(await tx.users.takenUsernames(candidates));
    const free = candidates.find((candidate) => !taken.has(candidate));
    if (free !== undefined) return free;
    skipped += count;
  }
};

/** So often nobody is beaten to a name by others who choose it. */
const ATTEMPTS = 20;

/** Carries out what looks for a free username, anew where another transaction took the name first. */
export const untilNameIsFree = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isBeaten = error instanceof AppError && error.code === 'username_taken';
      if (!isBeaten || attempt === ATTEMPTS) throw error;
    }
  }
};
