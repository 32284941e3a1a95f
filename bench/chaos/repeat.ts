import { setTimeout as sleep } from 'node:timers/promises';
import type { CleanUp } from '../clean-up';
import type { Heard } from './http';

/** Something asked again and again until it is stopped. */
export interface Repeating {
  readonly heard: readonly Heard[];
  stop(): Promise<readonly Heard[]>;
}

/** Asks, and asks again so many milliseconds after the answer; with the clean-up it stops at the latest. */
export const repeat = (cleanUp: CleanUp, pauseMs: number, ask: () => Promise<Heard>): Repeating => {
  const heard: Heard[] = [];
  let isOn = true;
  const asking = (async () => {
    for (; isOn; await sleep(pauseMs)) heard.push(await ask());
  })();
  const stop = async (): Promise<readonly Heard[]> => {
    isOn = false;
    await asking;
    return heard;
  };
  cleanUp.add(stop);
  return { heard, stop };
};

/** The longest that an answer took, in milliseconds. */
export const slowest = (answers: readonly Heard[]): number => Math.max(0, ...answers.map(({ ms }) => ms));
