import { availableParallelism } from 'node:os';
import bcrypt from 'bcrypt';
import { AppError } from '../domain/error';
import type { PasswordHasher } from '../domain/ports';
import { isStorable } from '../domain/text';
import { LIMITS, passwordProblem, toPassword } from '../domain/user-rules';
import { createWorkQueue } from './work-queue';

export interface BcryptOptions {
  /** bcrypt's cost: each step doubles the time; 10 takes some 60 ms, 12 some 240. */
  readonly cost: number;
  /** Hashes at once; as a rule one less than there are cores, so that one stays for requests. */
  readonly concurrency?: number;
  /** Hashes that may wait. */
  readonly maxQueue?: number;
  /** How long one may wait, in milliseconds. */
  readonly maxWaitMs?: number;
}

// bcrypt works on libuv's pool, which has four threads unless told otherwise. One is left for files and name look-ups.
const MOST_AT_ONCE = 3;
const DEFAULT_CONCURRENCY = Math.max(1, Math.min(availableParallelism() - 1, MOST_AT_ONCE));
const DEFAULT_QUEUE = 128;
const DEFAULT_WAIT_MS = 10_000;

const BCRYPT_HASH = /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/;

/** Well-formed, and the hash of nothing that anybody knows: comparing with it takes the time of a real comparison. */
const dummyHash = (cost: number): string => bcrypt.genSaltSync(cost) + '.'.repeat(31);

/** The form that is hashed; null for what bcrypt would cut or misread, so that it never gets there. */
const hashable = (password: string): string | null => {
  const form = toPassword(password);
  return isStorable(form) && Buffer.byteLength(form) <= LIMITS.passwordBytes ? form : null;
};

/**
 * Password hashes by bcrypt, in NFC, in a bounded queue of their own: a flood of sign-ins cannot starve other requests.
 * `hash` throws `invalid_fields` for a password that bcrypt would cut; `verify` answers false for one, after the same work.
 */
export const createBcryptHasher = (options: BcryptOptions): PasswordHasher => {
  const {
    cost,
    concurrency = DEFAULT_CONCURRENCY,
    maxQueue = DEFAULT_QUEUE,
    maxWaitMs = DEFAULT_WAIT_MS,
  } = options;
  const queue = createWorkQueue({ concurrency, maxQueue, maxWaitMs });
  const dummy = dummyHash(cost);
  return {
    async hash(password) {
      const form = hashable(password);
      if (form === null) {
        const problem = passwordProblem(password) ?? { rule: 'format' };
        throw new AppError('invalid_fields', { issues: [{ field: 'password', ...problem }] });
      }
      return queue.run(() => bcrypt.hash(form, cost));
    },
    async verify(password, hash) {
      const form = hashable(password);
      const isComparable = form !== null && hash !== null && BCRYPT_HASH.test(hash);
      const isEqual = await queue.run(() => bcrypt.compare(form ?? '', isComparable ? hash : dummy));
      return isComparable && isEqual;
    },
    isOutdated: (hash) => BCRYPT_HASH.test(hash) && bcrypt.getRounds(hash) < cost,
  };
};
