import type { Clock } from '../domain/ports';

/** The machine's clock. */
export const createSystemClock = (): Clock => ({ now: () => new Date() });
