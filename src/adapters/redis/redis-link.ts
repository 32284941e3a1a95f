import { connectRedis, type RedisConnection, redisReason } from './redis-connection';
import { within } from './within';

/** How long after a failure the next try comes, in milliseconds. */
const RETRY_MS = 250;
/** How often one that is up is asked whether it still is, in milliseconds. */
const CHECK_MS = 1000;
/** How long connecting may take, or an answer if that may take longer, in milliseconds; so may getting ready. */
const BEGINNING_MS = 1000;
/** Answers that getting ready takes, one after another, each of which may come as late as any other. */
const READY_ANSWERS = 3;

export interface RedisLinkOptions<T> {
  readonly url: string;
  /** How long an answer may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Makes what is used while the connection is there. The link is up once it resolves. */
  readonly prepare: (connection: RedisConnection) => Promise<T>;
  /** A question that shows whether Redis still does what it is there for. */
  readonly check: (made: T) => Promise<unknown>;
  /** Told of every change, the state after the first try included; null: Redis is there. */
  readonly onChange: (reason: string | null) => void;
}

/** A connection to Redis that is looked after: what fails is not asked again before a try of the link's own has gone well. */
export interface RedisLink<T> {
  /** Asks; null at once while Redis is away, and null after `timeoutMs` at most where it falls silent now. Never rejects. */
  ask<A>(question: (made: T) => Promise<A>): Promise<A | null>;
  isUp(): boolean;
  /** Resolves when the first try has ended, whichever way. */
  open(): Promise<void>;
  close(): void;
}

interface Live<T> {
  readonly connection: RedisConnection;
  readonly made: T;
}

/** A circuit breaker with one connection: while it is open nobody waits, since trying again is nobody's request. */
export const createRedisLink = <T>(options: RedisLinkOptions<T>): RedisLink<T> => {
  const { url, timeoutMs, prepare, check, onChange } = options;
  const closing = new AbortController();
  let live: Live<T> | null = null;
  let wasUp: boolean | null = null;
  let timer: NodeJS.Timeout | undefined;

  const next = (work: () => Promise<void>, ms: number): void => {
    clearTimeout(timer);
    if (!closing.signal.aborted) timer = setTimeout(work, ms);
  };

  const tell = (reason: string | null): void => {
    const isUp = reason === null;
    if (isUp === wasUp || closing.signal.aborted) return;
    wasUp = isUp;
    onChange(reason);
  };

  const lose = (lost: Live<T>, error: unknown): void => {
    // What it was asked together with this fails now as well, and nobody of them waits any longer.
    lost.connection.end();
    if (live !== lost) return;
    live = null;
    tell(redisReason(error));
    next(attempt, RETRY_MS);
  };

  const ask = async <A>(question: (made: T) => Promise<A>): Promise<A | null> => {
    const asked = live;
    if (!asked) return null;
    try {
      return await within(timeoutMs, question(asked.made));
    } catch (error) {
      lose(asked, error);
      return null;
    }
  };

  const look = async (): Promise<void> => {
    await ask(check);
    if (live) next(look, CHECK_MS);
  };

  const connect = async (): Promise<Live<T>> => {
    const { signal } = closing;
    let connected: Live<T> | null = null;
    const onLost = (error: Error): void => {
      if (connected) lose(connected, error);
    };
    const maxMs = Math.max(BEGINNING_MS, timeoutMs);
    const readyMs = Math.max(BEGINNING_MS, READY_ANSWERS * timeoutMs);
    const connection = await connectRedis({ url, maxMs, signal, onLost });
    try {
      connected = { connection, made: await within(readyMs, prepare(connection)) };
      signal.throwIfAborted();
      return connected;
    } catch (error) {
      connection.end();
      throw error;
    }
  };

  const attempt = async (): Promise<void> => {
    try {
      live = await connect();
      tell(null);
      next(look, CHECK_MS);
    } catch (error) {
      tell(redisReason(error));
      next(attempt, RETRY_MS);
    }
  };

  return {
    ask,
    isUp: () => live !== null,
    open: attempt,
    close() {
      closing.abort();
      clearTimeout(timer);
      live?.connection.end();
      live = null;
    },
  };
};
