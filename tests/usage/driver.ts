import { Agent, request } from 'node:http';
import { fillTemplate } from '../../routes/path';
import type { Route } from '../../routes/route';

/** A request that leads to one route of the table, whatever comes of it. */
export interface Shot {
  readonly route: Route;
  readonly path: string;
  readonly body: string | null;
}

/** Ids that nobody has, so that nothing that is asked for does any harm. */
const NOBODY = {
  integer: '999999999',
  any: '999999999',
  ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ',
  hex: 'f'.repeat(24),
} as const;

const idsIn = ({ binding }: Route, place: 'path' | 'query' | 'body'): Record<string, string> =>
  Object.fromEntries(
    Object.values(binding.at).flatMap((locator) =>
      locator.in === place ? [[locator.name, NOBODY[locator.form]]] : [],
    ),
  );

const chosenBy = ({ binding: { when } }: Route): Record<string, string> => {
  if (!when) return {};
  return 'equals' in when ? { [when.field]: when.equals } : { [when.given[0] ?? '']: 'something' };
};

/** The plainest request for a route. */
export const shotAt = (route: Route): Shot => {
  const query = new URLSearchParams(idsIn(route, 'query')).toString();
  const path = fillTemplate(route.path, idsIn(route, 'path')) + (query && `?${query}`);
  const body = { ...idsIn(route, 'body'), ...chosenBy(route) };
  return { route, path, body: route.method === 'GET' ? null : JSON.stringify(body) };
};

/** Somebody who asks, over connections that are kept. */
export interface Driver {
  /** The status that was answered; null where the server was not there to answer. */
  send(url: string, shot: Shot, token: string): Promise<number | null>;
  close(): void;
}

// The server is stopping, or is not there any more: it has not heard the request.
const UNHEARD = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** A driver with so many connections. */
export const createDriver = (connections: number): Driver => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (url, { route, path, body }, token) =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${url}${path}`, {
          agent,
          method: route.method,
          headers: {
            Authorization: `Bearer ${token}`,
            ...(body !== null && {
              'Content-Type': 'application/json',
              'Content-Length': Buffer.byteLength(body),
            }),
          },
        });
        outgoing.on('response', (answer) => {
          answer.once('error', reject).once('end', () => resolve(answer.statusCode ?? 0));
          answer.resume();
        });
        outgoing.on('error', (error: NodeJS.ErrnoException) =>
          UNHEARD.has(error.code ?? '') ? resolve(null) : reject(error),
        );
        outgoing.end(body ?? undefined);
      }),
    close: () => agent.destroy(),
  };
};
