import { randomUUID } from 'node:crypto';
import type { Config } from '../../config';
import { ListenError, startHttpServer } from '../../http/http-server';
import { addressOf } from '../../server';
import { broken, doubtful, type Finding, fine } from './finding';

const WHAT = 'port';
const PATIENCE_MS = 3_000;

/** Whether a Roster answers there, and if so whether it can serve. */
type Listener = 'ready' | 'not ready' | 'starting' | 'stranger';

const get = (address: string, path: string, id: string): Promise<Response> =>
  fetch(address + path, {
    headers: { 'X-Request-Id': id },
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });

/** Asks who listens. A Roster is told by the id that it gives back with the answer about its life. */
const whoListens = async (address: string): Promise<Listener> => {
  const id = randomUUID();
  try {
    const life = await get(address, '/livez', id);
    const text = await life.text();
    if (life.status === 503 && text === 'Starting') return 'starting';
    if (life.headers.get('x-request-id') !== id || text !== 'ok') return 'stranger';
    const { ok } = await get(address, '/readyz', id);
    return ok ? 'ready' : 'not ready';
  } catch {
    return 'stranger';
  }
};

const judgeListener = async (config: Config, refusal: ListenError): Promise<Finding> => {
  const address = addressOf(config.host, config.port);
  const listener = await whoListens(address);
  if (listener === 'ready') return fine(WHAT, `a Roster serves at ${address}`);
  if (listener === 'stranger') return broken(WHAT, refusal.message);
  const says = `a Roster at ${address} is ${listener === 'starting' ? 'starting' : 'there and cannot serve'}`;
  return doubtful(WHAT, says, 'see what is said of the database here, and the log of that server');
};

/** Whether the server could listen where the settings say, or who does. */
export const examinePort = async (config: Config): Promise<Finding[]> => {
  const { host, port } = config;
  if (port === 0) return [fine(WHAT, 'any that is free (PORT is 0)')];
  try {
    const server = await startHttpServer(host, port);
    await server.stop(0);
    return [fine(WHAT, `${port} on ${host} is free`)];
  } catch (error) {
    if (!(error instanceof ListenError)) throw error;
    return [error.isTaken ? await judgeListener(config, error) : broken(WHAT, error.message)];
  }
};
