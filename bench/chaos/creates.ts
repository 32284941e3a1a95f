import { setTimeout as sleep } from 'node:timers/promises';
import type { CleanUp } from '../clean-up';
import { createAsker, type Heard } from './http';

/** One create and what became of it. */
export interface Create extends Heard {
  readonly username: string;
  /** When it was sent and when it was over, by `performance.now()`. */
  readonly sentAt: number;
  readonly overAt: number;
}

/** Creates that go on until they are stopped. */
export interface Creating {
  /** Those that are over, so far. */
  readonly over: readonly Create[];
  /** Sends no more, and resolves with all of them when the last is over. */
  stop(): Promise<readonly Create[]>;
}

export interface CreatesOptions {
  readonly url: string;
  readonly token: string;
  /** Begins every username; no two runs may share one. */
  readonly prefix: string;
  readonly perSecond: number;
}

const MOST_AT_ONCE = 128;
const TURN_MS = 5;

/**
 * Creates users at a steady rate, each once, whatever is answered; none is sent while too many wait for an answer. With the
 * clean-up it stops at the latest.
 */
export const startCreates = (
  { url, token, prefix, perSecond }: CreatesOptions,
  cleanUp: CleanUp,
): Creating => {
  const asker = createAsker(url);
  const over: Create[] = [];
  const underWay = new Set<Promise<void>>();
  let isOn = true;
  let number = 0;

  const createOne = async (): Promise<void> => {
    number += 1;
    const username = `${prefix}${number}`;
    const sentAt = performance.now();
    const body = { username, email: `${username}@example.com`, password: 'correct horse battery' };
    const heard = await asker.ask('POST /api/users', { token, body });
    over.push({ ...heard, username, sentAt, overAt: performance.now() });
  };

  const send = (): void => {
    const sending = createOne().finally(() => underWay.delete(sending));
    underWay.add(sending);
  };

  const sendAll = async (): Promise<void> => {
    const begun = performance.now();
    for (let due = 0; isOn; await sleep(TURN_MS)) {
      const target = ((performance.now() - begun) / 1000) * perSecond;
      for (; due < target; due += 1) if (underWay.size < MOST_AT_ONCE) send();
    }
  };

  const sent = sendAll();
  const stop = async (): Promise<readonly Create[]> => {
    isOn = false;
    await sent;
    await Promise.all(underWay);
    asker.close();
    return over;
  };
  cleanUp.add(stop);
  return { over, stop };
};

/** The names that were said to be created. */
export const acknowledged = (creates: readonly Create[]): string[] =>
  creates.filter(({ status }) => status === 201).map(({ username }) => username);
