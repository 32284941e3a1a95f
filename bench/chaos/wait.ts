import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 10;

/** Waits until it is so; resolves with the milliseconds it took. Throws an `Error` where it takes longer than it may. */
export const until = async (
  what: string,
  mostMs: number,
  isSo: () => boolean | Promise<boolean>,
): Promise<number> => {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > mostMs) throw new Error(`not within ${mostMs / 1000} s: ${what}`);
    await sleep(PAUSE_MS);
  }
  return performance.now() - begun;
};

/** A time between the two, in milliseconds. */
export const between = (least: number, most: number): number => least + Math.random() * (most - least);

/** Figures in one: `0.8 s (most 2.1 s)` of times in milliseconds; the median first. */
export const showTimes = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b);
  const seconds = (ms = Number.NaN): string => `${(ms / 1000).toFixed(2)} s`;
  return `${seconds(sorted[Math.floor(sorted.length / 2)])} (most ${seconds(sorted.at(-1))})`;
};
