import { createClient } from '@redis/client';
import { within } from './within';

export type RedisReply = string | number | boolean | (string | number | boolean)[];

/** One connection to a Redis. When it breaks it stays broken. */
export interface RedisConnection {
  /** Sends a command. Rejects with what Redis refuses it for, or when the connection is gone. */
  send(...words: string[]): Promise<RedisReply>;
  /** Ends it at once; what was not answered yet rejects. Safe to ask for twice. */
  end(): void;
}

export interface RedisConnectionOptions {
  /** With its password, which no error repeats. */
  readonly url: string;
  /** How long it may take until Redis has let us in, in milliseconds. */
  readonly maxMs: number;
  /** Gives up connecting. */
  readonly signal?: AbortSignal;
  /** Told when the connection breaks by itself. */
  readonly onLost?: (error: Error) => void;
}

/** Connects and signs in. Rejects where Redis is not there, does not answer in time, or does not let us in. */
export const connectRedis = async (options: RedisConnectionOptions): Promise<RedisConnection> => {
  const { url, maxMs, signal, onLost } = options;
  let isOver = false;
  const client = createClient({
    url,
    // What every Redis speaks that is about.
    RESP: 2,
    maintNotifications: 'disabled',
    disableOfflineQueue: true,
    // Whoever sends keeps the time, by a timer of its own for each question.
    commandOptions: { timeout: 0 },
    socket: { reconnectStrategy: false, connectTimeout: maxMs },
  });
  const end = (): void => {
    isOver = true;
    client.destroy();
  };
  client.on('error', (error: Error) => (isOver ? undefined : onLost?.(error)));
  // One that was given up while the network was still at it.
  client.on('connect', () => (isOver ? client.destroy() : undefined));
  signal?.addEventListener('abort', end, { once: true });
  try {
    await within(maxMs, client.connect());
  } catch (error) {
    end();
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
  }
  return { send: (...words) => client.sendCommand(words) as Promise<unknown> as Promise<RedisReply>, end };
};

/** Why Redis cannot be used, in one line without a secret. */
export const redisReason = (error: unknown): string => {
  const { message, code } = error as { readonly message?: string; readonly code?: string };
  // What a script was refused for is said with its hash and its line behind.
  return (message || code || String(error)).replace(/\. script: .*/s, '').replace(/\s+/g, ' ');
};
