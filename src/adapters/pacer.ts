import { setTimeout as sleep } from 'node:timers/promises';
import type { Pacer } from '../domain/ports';

/** Time by the machine's timers, whatever the clock says. */
export const createPacer = (): Pacer => ({
  async atLeast(ms, work) {
    const timeUp = sleep(ms);
    try {
      return await work();
    } finally {
      await timeUp;
    }
  },
});
