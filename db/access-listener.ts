import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { AccessChange } from '../src/domain/access-change';
import { CHANNEL, changeOf, MAKE_WAY, tell } from './access-changes';
import { createListeningClient } from './listening-client';
import { isOwnBackend } from './pooler';
import { type Presence, takePlace } from './presence';

/** Who wants to know of changes that anybody makes. */
export interface AccessHearer {
  readonly onChange: (change: AccessChange) => void;
  /**
   * Whether from now on every change is heard of before it is answered: nobody else changes the directory, and what is
   * changed by hand is heard. Changes that went by while that was not so are never told.
   */
  readonly onTrust: (isTrusted: boolean) => void;
  /** Told once what keeps it from hearing, and null when it hears again. */
  readonly onTrouble: (error: unknown) => void;
}

export interface AccessListener {
  /** Resolves when those who are there know that they are not alone, or after some seconds without an answer. */
  readonly present: Promise<void>;
  /** Resolves when the connection is closed. */
  stop(): Promise<void>;
}

/** Milliseconds: how often it is tried whether anything is heard, how long that may take, and the pause before a new connection. */
const HEARTBEAT_MS = 2_000;
const ANSWER_MS = 2_000;
const RECONNECT_MS = 250;
/** Longest that a start waits for its place. */
const PRESENT_MS = 5_000;

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { ref: false, ...(signal && { signal }) });

/**
 * Tells itself something and resolves once it has heard it: that the connection answers is not enough, since a pooler may
 * have sent the asking to listen to another one. Rejects when it is not heard in time.
 */
const hearOneself = async (client: pg.Client, channel: string): Promise<void> => {
  const heard = new Promise<void>((resolve) => {
    const hear = (message: pg.Notification): void => {
      if (message.channel !== channel) return;
      client.off('notification', hear);
      resolve();
    };
    client.on('notification', hear);
  });
  const tooLate = pause(ANSWER_MS).then(() => {
    throw new Error('what is told on the connection is not heard on it: a pooler may stand between');
  });
  await Promise.all([tell(client, '', channel), Promise.race([heard, tooLate])]);
};

/** Hears until it does not any more. Rejects with the reason, or when nobody wants to hear. */
const hearOn = async (
  client: pg.Client,
  channel: string,
  presence: Presence,
  signal: AbortSignal,
): Promise<never> => {
  const ended = new Promise<never>((_, reject) =>
    client.once('end', () => reject(new Error('the connection ended'))),
  );
  ended.catch(() => undefined);
  for (;;) {
    await Promise.race([pause(HEARTBEAT_MS, signal), ended]);
    await hearOneself(client, channel);
    await presence.claimAlone();
  }
};

const listenOnce = async (
  url: string,
  { onChange, onTrust, onTrouble }: AccessHearer,
  signal: AbortSignal,
  { isReturning, onPresent }: { readonly isReturning: boolean; readonly onPresent: () => void },
): Promise<void> => {
  const client = createListeningClient(url, ANSWER_MS);
  const own = `roster_echo_${randomBytes(8).toString('hex')}`;
  let presence: Presence | null = null;
  client.on('notification', ({ channel, payload = '', processId }) => {
    if (channel !== CHANNEL) return;
    if (payload !== MAKE_WAY) onChange(changeOf(payload));
    else if (processId !== (client as unknown as { processID: number }).processID) presence?.makeWay();
  });
  try {
    await client.connect();
    if (!(await isOwnBackend(client))) {
      // No place is to be had here: what a pooler hands on is heard and locked by several at once, each as if alone.
      onPresent();
      throw new Error('a pooler stands between: the connection is not one of Postgres itself');
    }
    await client.query(`listen ${CHANNEL}; listen ${own}`);
    await hearOneself(client, own);
    presence = await takePlace(client, onTrust, isReturning);
    onPresent();
    onTrouble(null);
    await presence.claimAlone();
    await hearOn(client, own, presence, signal);
  } finally {
    onTrust(false);
    // One that says nothing any more takes no farewell either.
    await Promise.race([client.end().catch(() => undefined), pause(ANSWER_MS)]);
  }
};

/** Listens on a connection of its own, and on a new one whenever that is lost, until it is stopped. */
export const listenForAccessChanges = (url: string, hearer: AccessHearer): AccessListener => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let troubles = 0;
  const onTrouble = (error: unknown): void => {
    troubles = error === null ? 0 : troubles + 1;
    // The first failure may be a database that is being restarted.
    if (error === null || troubles === 2) hearer.onTrouble(error);
  };
  let onPresent = (): void => undefined;
  const came = new Promise<void>((resolve) => {
    onPresent = resolve;
  });
  const listening = (async () => {
    for (let isReturning = false; !signal.aborted; isReturning = true) {
      const coming = { isReturning, onPresent: () => onPresent() };
      await listenOnce(url, { ...hearer, onTrouble }, signal, coming).catch(
        (error: unknown) => signal.aborted || onTrouble(error),
      );
      await pause(RECONNECT_MS, signal).catch(() => undefined);
    }
  })();
  return {
    present: Promise.race([came, pause(PRESENT_MS)]),
    async stop() {
      stopping.abort();
      await listening;
    },
  };
};
