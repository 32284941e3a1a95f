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

/** Milliseconds: how often the connection is asked whether it is still there, how long it may take, and the pause before a new one. */
const HEARTBEAT_MS = 2_000;
const ANSWER_MS = 2_000;
const RECONNECT_MS = 250;

const createClient = (url: string): pg.Client =>
  new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: 'roster listener',
  });

/** Resolves when the connection is over: ended, broken, silent for too long, or not wanted any more. */
const over = async (client: pg.Client, signal: AbortSignal): Promise<void> => {
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()));
  const silent = (async () => {
    for (;;) {
      await sleep(HEARTBEAT_MS, undefined, { ref: false, signal });
      await client.query('select 1');
    }
  })().catch(() => undefined);
  await Promise.race([ended, silent]);
};

const listenOnce = async (url: string, hearer: AccessHearer, signal: AbortSignal): Promise<void> => {
  const client = createClient(url);
  // Unheard it would end the process; what it means is seen by what ends.
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => {
    if (payload) hearer.onChange(changeOf(payload));
  });
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    if (signal.aborted) return;
    hearer.onHearing(true);
    await over(client, signal);
  } finally {
    hearer.onHearing(false);
    // One that says nothing any more takes no farewell either.
    await Promise.race([client.end().catch(() => undefined), sleep(ANSWER_MS, undefined, { ref: false })]);
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
      await sleep(RECONNECT_MS, undefined, { ref: false, signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await listening;
    },
  };
};
