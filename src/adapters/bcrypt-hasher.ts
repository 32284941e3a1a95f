import { availableParallelism } from 'node:os';
import bcrypt from 'bcrypt';
import { AppError } from '../domain/error';
import type { PasswordHasher } from '../domain/ports';
import { isStorable } from '../domain/text';
import { LIMITS, passwordProblem, toPassword } from '../domain/user-rules';
import { createWorkQueue, type QueueLoad } from './work-queue';

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

/** Password hashing that tells what it has to do. */
export interface QueuedPasswordHasher extends PasswordHasher {
  load(): QueueLoad;
}

// bcrypt works on libuv's pool, which has four threads unless told otherwise. One is left for files and name look-ups.
const MOST_AT_ONCE = 3;
const DEFAULT_CONCURRENCY = Math.max(1, Math.min(availableParallelism() - 1, MOST_AT_ONCE));
const DEFAULT_QUEUE = 128;
const DEFAULT_WAIT_MS = 10_000;

// Costs 4 to 31: bcrypt compares with no other, and says no at once.
const BCRYPT_HASH = /^\$2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/;

/** As the library knows it: `$2y$`, which PHP writes, is `$2b$` by another name, and the library says no to it at once. */
const comparable = (hash: string): string => hash.replace('$2y$', '$2b$');

/** Well-formed, and the hash of nothing that anybody knows: comparing with it takes the time of a real comparison. */
const makeDummy = (cost: number): string => bcrypt.genSaltSync(cost) + '.'.repeat(31);

/** A dummy hash of each cost, made when it is first needed. */
const createDummies = (): ((cost: number) => string) => {
  const dummies = new Map<number, string>();
  return (cost) => {
    const dummy = dummies.get(cost) ?? makeDummy(cost);
    dummies.set(cost, dummy);
    return dummy;
  };
};

/** The form that is hashed; null for what bcrypt would cut or misread, so that it never gets there. */
const hashable = (password: string): string | null => {
  const form = toPassword(password);
  return isStorable(form) && Buffer.byteLength(form) <= LIMITS.passwordBytes ? form : null;
};

/**
 * Password hashes by bcrypt, in NFC, in a bounded queue of their own: a flood of sign-ins cannot starve other requests.
 * `hash` throws `invalid_fields` for a password that bcrypt would cut; `verify` answers false for one, after the same work.
 *
 * The work of `verify` is that of the present cost also for a hash that was made at less. For one that was made at more it
 * is that of the hash: where the cost was lowered, such names take longer than those that nobody has, until their
 * passwords are set anew.
 */
export const createBcryptHasher = (options: BcryptOptions): QueuedPasswordHasher => {
  const {
    cost,
    concurrency = DEFAULT_CONCURRENCY,
    maxQueue = DEFAULT_QUEUE,
    maxWaitMs = DEFAULT_WAIT_MS,
  } = options;
  const queue = createWorkQueue({ concurrency, maxQueue, maxWaitMs });
  const dummyOf = createDummies();

  // Work doubles with each step: one comparison at each cost from the hash's own to the last below the present one makes
  // up exactly what is missing, since 2^c + 2^c + 2^(c+1) + ... + 2^(C-1) = 2^C.
  const compare = async (form: string, hash: string): Promise<boolean> => {
    const isEqual = await bcrypt.compare(form, hash);
    for (let step = bcrypt.getRounds(hash); step < cost; step += 1) {
      await bcrypt.compare(form, dummyOf(step));
    }
    return isEqual;
  };

  return {
    load: () => queue.load(),
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
      const isEqual = await queue.run(() =>
        compare(form ?? '', isComparable ? comparable(hash) : dummyOf(cost)),
      );
      return isComparable && isEqual;
    },
    isOutdated: (hash) => BCRYPT_HASH.test(hash) && bcrypt.getRounds(hash) < cost,
  };
};
