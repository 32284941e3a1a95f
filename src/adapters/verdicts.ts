import type { AccessChange } from '../domain/access-change';
import type { Clock } from '../domain/ports';
import type { Principal } from '../domain/principal';

/** Who a credential speaks for, as it was read, and until when that can be so, in milliseconds since the epoch. */
export interface Verdict {
  readonly principal: Principal;
  /** Infinity where nothing ends by itself. */
  readonly expiresAt: number;
}

/** Remembers for a moment who credentials speak for. */
export interface Verdicts {
  /** The principal of a credential; null where it is not known, or not surely as it was. */
  of(bearer: string): Principal | null;
  /** To be called before a credential is looked up: the function remembers what was found, unless something changed meanwhile. */
  begin(bearer: string): (verdict: Verdict) => void;
  /** Forgets what a change may have made wrong. */
  forget(change: AccessChange): void;
  /** Whether changes that anybody makes are heard of before they are answered. While they are not, nothing is remembered. */
  setTrusted(isTrusted: boolean): void;
}

/**
 * How long a verdict stands, in milliseconds, should no change be heard although it should be: a connection that is dead and
 * does not show it.
 */
export const VERDICT_MS = 1_000;
/** Most that are remembered. */
const MOST = 10_000;

interface Remembered extends Verdict {
  readonly readAt: number;
  readonly readAtUptime: number;
}

/**
 * Only good verdicts are remembered, and only while nobody else makes changes: one by this process is forgotten before it is
 * answered, one by hand within the time that a notification takes. Both clocks must agree on the age, the one that
 * can be set and the one that cannot.
 */
export const createVerdicts = ({ now }: Clock): Verdicts => {
  const remembered = new Map<string, Remembered>();
  let isTrusted = false;
  let changes = 0;

  const isGood = ({ readAt, readAtUptime, expiresAt }: Remembered): boolean => {
    const time = now().getTime();
    const age = time - readAt;
    return age >= 0 && age < VERDICT_MS && time < expiresAt && performance.now() - readAtUptime < VERDICT_MS;
  };

  const forgetAll = (): void => remembered.clear();

  return {
    of(bearer) {
      const found = remembered.get(bearer);
      return found && isGood(found) ? found.principal : null;
    },
    begin(bearer) {
      const begunAt = changes;
      const readAt = now().getTime();
      const readAtUptime = performance.now();
      return (verdict) => {
        if (!isTrusted || changes !== begunAt) return;
        if (remembered.size >= MOST) forgetAll();
        remembered.set(bearer, { ...verdict, readAt, readAtUptime });
      };
    },
    forget({ whose }) {
      changes += 1;
      if (whose === 'everybody') return forgetAll();
      for (const [bearer, { principal }] of remembered)
        if (principal.userId === whose) remembered.delete(bearer);
      return undefined;
    },
    setTrusted(next) {
      isTrusted = next;
      changes += 1;
      forgetAll();
    },
  };
};
