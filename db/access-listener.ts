import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { AccessChange } from '../src/domain/access-change';
import { CHANNEL, changeOf } from './access-changes';

/** Who wants to know of changes that anybody makes. */
export interface AccessHearer {
  readonly onChange: (change: AccessChange) => void;
  /** Whether changes are heard from now on. Those that went by while they were not are never told. */
  readonly onHearing: (isHearing: boolean) => void;
}

export interface AccessListener {
  /** Resolves when the connection is closed. */
  stop(): Promise<void>;
}

/** Milliseconds: how often it is tried whether anything is heard, how long that may take, and the pause before a new connection. */
const HEARTBEAT_MS = 2_000;
const ANSWER_MS = 2_000;
const RECONNECT_MS = 250;

const createClient = (url: string): pg.Client => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: 'roster listener',
  });
  // Unheard it would end the process; what it means is seen by what ends.
  return client.on('error', () => undefined);
};

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
    throw new Error('nothing is heard');
  });
  await Promise.all([
    client.query('select pg_notify($1, $2)', [channel, '']),
    Promise.race([heard, tooLate]),
  ]);
};

/** Resolves when nothing is heard any more: the connection has ended or is silent, or nobody wants to hear. */
const silence = async (client: pg.Client, channel: string, signal: AbortSignal): Promise<void> => {
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  const unheard = (async () => {
    for (;;) {
      await pause(HEARTBEAT_MS, signal);
      await hearOneself(client, channel);
    }
  })().catch(() => undefined);
  await Promise.race([ended, unheard]);
};

const listenOnce = async (url: string, hearer: AccessHearer, signal: AbortSignal): Promise<void> => {
  const client = createClient(url);
  const own = `roster_echo_${randomBytes(8).toString('hex')}`;
  client.on('notification', ({ channel, payload }) => {
    if (channel === CHANNEL && payload) hearer.onChange(changeOf(payload));
  });
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}; listen ${own}`);
    await hearOneself(client, own);
    if (signal.aborted) return;
    hearer.onHearing(true);
    await silence(client, own, signal);
  } finally {
    hearer.onHearing(false);
    // One that says nothing any more takes no farewell either.
    await Promise.race([client.end().catch(() => undefined), pause(ANSWER_MS)]);
  }
};

/**
 * Listens on a connection of its own, and on a new one whenever that is lost, until it is stopped. The address must be that of
 * Postgres itself: a pooler between transactions hands notifications to nobody.
 */
export const listenForAccessChanges = (url: string, hearer: AccessHearer): AccessListener => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const listening = (async () => {
    while (!signal.aborted) {
      await listenOnce(url, hearer, signal).catch(() => undefined);
      await pause(RECONNECT_MS, signal).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await listening;
    },
  };
};
