import { createBcryptHasher } from '../../adapters/bcrypt-hasher';
import type { Config } from '../../config';
import { MIN_PRODUCTION_COST } from '../../settings/production';
import { doubtful, type Finding, fine } from './finding';

const SLOW_MS = 1_000;

/** What a cost means whose hashes take so long. */
export const judgeCost = (cost: number, ms: number): Finding => {
  const says = `BCRYPT_COST ${cost}: a password hash takes ${Math.round(ms)} ms`;
  if (cost < MIN_PRODUCTION_COST)
    return doubtful(
      'passwords',
      `${says}, too little to stop a guesser`,
      `set 12, the default; ${MIN_PRODUCTION_COST} at least`,
    );
  if (ms > SLOW_MS) return doubtful('passwords', says, 'lower it by one for each half: sign-ins wait for it');
  return fine('passwords', says);
};

/** Makes one hash and takes its time. */
export const examineHashing = async ({ bcryptCost, hashQueue }: Config): Promise<Finding[]> => {
  const hasher = createBcryptHasher({ cost: bcryptCost, ...hashQueue });
  const before = performance.now();
  await hasher.hash('a password that nobody has');
  return [judgeCost(bcryptCost, performance.now() - before)];
};
