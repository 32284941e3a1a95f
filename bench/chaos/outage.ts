import type { Asker } from './http';
import { until } from './wait';

const BACK_MS = 60_000;

/** Waits until `/readyz` answers so; resolves with the milliseconds it took. */
export const readiness = (asker: Asker, status: number, mostMs = BACK_MS): Promise<number> =>
  until(`/readyz ${status}`, mostMs, async () => (await asker.ask('GET /readyz')).status === status);
