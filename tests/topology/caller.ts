import { Agent, request } from 'node:http';
import type { Shot } from '../support/volley';

/** What became of a request. Times are those of `performance.now`. */
export interface Outcome {
  readonly shot: Shot;
  readonly sentAt: number;
  readonly doneAt: number;
  /** 0 where the connection broke before the answer was whole. */
  readonly status: number;
  readonly text: string;
}

/** Somebody who sends requests over connections that are kept, and takes whatever comes of them. */
export interface Caller {
  /** Never rejects. */
  send(shot: Shot): Promise<Outcome>;
  close(): void;
}

const headersOf = ({ token, headers }: Shot, content: Buffer | null) => ({
  ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  ...(content && { 'Content-Type': 'application/json', 'Content-Length': content.length }),
  ...headers,
});

const exchange = (agent: Agent, url: string, shot: Shot): Promise<{ status: number; text: string }> =>
  new Promise((resolve) => {
    const [method = 'GET', path = '/'] = shot.line.split(' ');
    const content = shot.body === undefined ? null : Buffer.from(JSON.stringify(shot.body));
    const fail = (error: Error): void => resolve({ status: 0, text: error.message });
    const outgoing = request(`${url}${path}`, { agent, method, headers: headersOf(shot, content) });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', fail);
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.end(content ?? undefined);
  });

export const createCaller = (url: string): Caller => {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  return {
    async send(shot) {
      const sentAt = performance.now();
      const answer = await exchange(agent, url, shot);
      return { shot, sentAt, doneAt: performance.now(), ...answer };
    },
    close: () => agent.destroy(),
  };
};

/** Milliseconds between two requests of a caller: load, yet not so much that nothing else gets to run. */
const PAUSE_MS = 5;

/** Who sends what: `callers` of them send, one after another, what `next` says, numbered from 0. */
export interface Load {
  readonly url: string;
  readonly callers: number;
  readonly next: (n: number) => Shot;
}

/**
 * Sends requests for as long as the work takes, and answers with what became of them. The work is given what is over so
 * far, which grows.
 */
export const underLoad = async (
  { url, callers, next }: Load,
  work: (outcomes: readonly Outcome[]) => Promise<void>,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  let isOver = false;
  let sent = 0;
  const run = async (): Promise<void> => {
    const caller = createCaller(url);
    while (!isOver) {
      const n = sent;
      sent += 1;
      outcomes.push(await caller.send(next(n)));
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
    caller.close();
  };
  const running = Promise.all(Array.from({ length: callers }, run));
  try {
    await work(outcomes);
  } finally {
    isOver = true;
    await running;
  }
  return outcomes;
};

/** How often each status came: `{ 200: 310, 503: 2 }`. */
export const statusesOf = (outcomes: readonly Outcome[]): Record<number, number> => {
  const counts: Record<number, number> = {};
  for (const { status } of outcomes) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
