import { Agent, request } from 'node:http';

/** What became of a request. */
export interface Heard {
  /** Of the answer; null where the connection broke, or nothing came in time. */
  readonly status: number | null;
  readonly text: string;
  /** Milliseconds until the answer was there, whole. */
  readonly ms: number;
}

/** What may be said with a request. */
export interface Asking {
  readonly token?: string;
  readonly body?: unknown;
}

/** Asks one server over connections that are kept. */
export interface Asker {
  /** `ask('GET /api/users/1', { token })`. Never rejects. */
  ask(line: string, asking?: Asking): Promise<Heard>;
  close(): void;
}

/** Longer than anything of ours may take. */
const HUNG_MS = 60_000;

const headersOf = ({ token }: Asking, content: string | undefined): Record<string, string> => ({
  ...(token !== undefined && { Authorization: `Bearer ${token}` }),
  ...(content !== undefined && {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(content)),
  }),
});

/** An asker. A broken request is not tried again: what became of it is part of what is looked at. */
export const createAsker = (url: string): Asker => {
  const agent = new Agent({ keepAlive: true });
  const ask = (line: string, asking: Asking = {}): Promise<Heard> =>
    new Promise((resolve) => {
      const [method = 'GET', path = '/'] = line.split(' ');
      const content = asking.body === undefined ? undefined : JSON.stringify(asking.body);
      const begun = performance.now();
      let text = '';
      const settle = (status: number | null): void =>
        resolve({ status, text, ms: performance.now() - begun });
      const outgoing = request(`${url}${path}`, { agent, method, headers: headersOf(asking, content) });
      outgoing.setTimeout(HUNG_MS, () => outgoing.destroy(new Error('no answer')));
      outgoing.on('error', () => settle(null));
      outgoing.on('response', (incoming) => {
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () => settle(incoming.complete ? (incoming.statusCode ?? null) : null));
        incoming.on('error', () => settle(null));
      });
      outgoing.end(content);
    });
  return { ask, close: () => agent.destroy() };
};
