import { Agent, type IncomingMessage, request } from 'node:http';
import { assertDeclared } from './declared-answers';
import type { Answer } from './test-server';

/** A request to be sent together with others. */
export interface Shot {
  /** Method and path: `POST /api/users`. */
  readonly line: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends many requests at the same moment, each on a connection of its own that is open already. */
export interface Volley {
  /** The answers, in the order of the requests. Rejects when a connection breaks. */
  fire(shots: readonly Shot[]): Promise<Answer[]>;
  close(): void;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const read = async (incoming: IncomingMessage): Promise<Answer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const headers = incoming.headers as Record<string, string>;
  return { status: incoming.statusCode ?? 0, headers, text, json: parseJson(text) };
};

const send = (agent: Agent, url: string, { line, token, body, headers }: Shot): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const [method = 'GET', path = '/'] = line.split(' ');
    const content = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const outgoing = request(`${url}${path}`, {
      agent,
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(content && { 'Content-Type': 'application/json', 'Content-Length': content.length }),
        ...headers,
      },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => read(incoming).then(resolve, reject));
    outgoing.end(content ?? undefined);
  });

const exchange = async (agent: Agent, url: string, shot: Shot): Promise<Answer> => {
  const answer = await send(agent, url, shot);
  assertDeclared(url, shot.line, answer);
  return answer;
};

/** A volley at one server. `/livez`, which nothing counts, opens the connections before the requests are let go. */
export const createVolley = (url: string): Volley => {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 1024 });
  const all = (shots: readonly Shot[]): Promise<Answer[]> =>
    Promise.all(shots.map((shot) => exchange(agent, url, shot)));
  return {
    async fire(shots) {
      await all(shots.map(() => ({ line: 'GET /livez' })));
      return all(shots);
    },
    close: () => agent.destroy(),
  };
};

/** How often each status was answered: `{ 201: 1, 409: 29 }`. */
export const statusCounts = (answers: readonly Answer[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
