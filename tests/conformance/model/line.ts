import { Agent, request } from 'node:http';
import type { Answer } from '../../support/test-server';
import type { Saying } from '../support/saying';

/** One connection that is kept: thousands of requests, one after another. */
export interface Line {
  ask(saying: Pick<Saying, 'line' | 'body'>, token: string): Promise<Answer>;
  close(): void;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A line to a server. */
export const createLine = (url: string): Line => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname: host, port } = new URL(url);
  return {
    ask: ({ line, body }, token) =>
      new Promise((resolve, reject) => {
        const [method = 'GET', path = '/'] = line.split(' ');
        const content = body === undefined ? '' : JSON.stringify(body);
        const headers = {
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...(method !== 'GET' && { 'Content-Length': Buffer.byteLength(content) }),
        };
        const outgoing = request({ agent, host, port, method, path, headers }, (incoming) => {
          let text = '';
          incoming.setEncoding('utf8');
          incoming.on('data', (chunk) => {
            text += chunk;
          });
          incoming.on('error', reject);
          incoming.on('end', () => {
            const status = incoming.statusCode ?? 0;
            resolve({ status, headers: incoming.headers as Record<string, string>, text, json: parse(text) });
          });
        });
        outgoing.on('error', reject);
        outgoing.end(method === 'GET' ? undefined : content);
      }),
    close: () => agent.destroy(),
  };
};
