import { setTimeout as sleep } from 'node:timers/promises';
import type { Heard } from './http';

const TURN_MS = 10;
const MOST_AT_ONCE = 256;

/** Asks as fast as answers come, so many at once; resolves with answers a second. */
export const measureCapacity = async (
  step: () => Promise<Heard>,
  { together, seconds }: { readonly together: number; readonly seconds: number },
): Promise<number> => {
  const begun = performance.now();
  let answers = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - begun < seconds * 1000) {
      await step();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return answers / ((performance.now() - begun) / 1000);
};

/**
 * Asks at a steady rate for so long, whatever the answers take; what is due while too many are under way is left out.
 * Resolves when the last answer is there.
 */
export const askSteadily = async (
  step: () => Promise<Heard>,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  onHeard: (heard: Heard, at: number) => void,
): Promise<void> => {
  const begun = performance.now();
  const underWay = new Set<Promise<void>>();
  const send = (): void => {
    const at = performance.now();
    const sending = step().then((heard) => {
      underWay.delete(sending);
      onHeard(heard, at);
    });
    underWay.add(sending);
  };
  for (let due = 0; performance.now() - begun < seconds * 1000; await sleep(TURN_MS)) {
    const target = ((performance.now() - begun) / 1000) * perSecond;
    for (; due < target; due += 1) if (underWay.size < MOST_AT_ONCE) send();
  }
  await Promise.all(underWay);
};
