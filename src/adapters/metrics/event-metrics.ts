import { Counter, type Registry } from 'prom-client';
import {
  BUDGET_OWNERS,
  BUDGET_WINDOWS,
  LOCK_CAUSES,
  SIGN_IN_RESULTS,
  type Signals,
} from '../../domain/signals';

/** Counts of what happens. Every series is there from the start, at zero. */
export const createEventMetrics = (registry: Registry): Signals => {
  const registers = [registry];
  const signIns = new Counter({
    name: 'roster_sign_ins_total',
    help: 'Sign-ins by password or one-time code; "throttled" was refused unheard, "undecided" could not be decided.',
    labelNames: ['result'] as const,
    registers,
  });
  const locks = new Counter({
    name: 'roster_account_locks_total',
    help: 'Accounts that were locked, by failed sign-ins or by an administrator.',
    labelNames: ['cause'] as const,
    registers,
  });
  const rateLimited = new Counter({
    name: 'roster_rate_limited_total',
    help: 'Requests that were refused because a budget was spent, by its owner and its window.',
    labelNames: ['who', 'window'] as const,
    registers,
  });
  for (const result of SIGN_IN_RESULTS) signIns.inc({ result }, 0);
  for (const cause of LOCK_CAUSES) locks.inc({ cause }, 0);
  for (const who of BUDGET_OWNERS) for (const window of BUDGET_WINDOWS) rateLimited.inc({ who, window }, 0);
  return {
    signedIn: (result) => signIns.inc({ result }),
    accountLocked: (cause) => locks.inc({ cause }),
    rateLimited: (who, window) => rateLimited.inc({ who, window }),
  };
};
