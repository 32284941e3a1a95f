import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import type { Answer } from '../support/test-server';
import { type FuzzRequest, targetOf } from './fuzz-request';

/** What came of a request: an answer, or the end of the connection without one. */
export type Outcome = Answer | { readonly broken: string };

/** Sends requests over connections that are kept. */
export interface Sender {
  /** Resolves with `broken` where the connection ends, or nothing comes for as long as is waited. */
  send(asked: FuzzRequest): Promise<Outcome>;
  close(): void;
}

/** Longer than any limit of the server's own: who is not answered by then hangs. */
const PATIENCE_MS = 60_000;

export const HUNG = 'no answer';

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const answerOf = (status: number, headers: Readonly<Record<string, string>>, text: string): Answer => ({
  status,
  headers,
  text,
  json: parseJson(text),
});

const read = async (incoming: IncomingMessage): Promise<Answer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return answerOf(incoming.statusCode ?? 0, incoming.headers as Record<string, string>, text);
};

/** Names that the client takes once alone. */
const ALONE = ['Host'];

/** Headers as the client takes them: a list for a name that stands twice. */
const headersFor = ({ headers, body }: FuzzRequest): Record<string, string | string[]> => {
  const merged: Record<string, string | string[]> = {};
  for (const [name, value] of headers)
    merged[name] = name in merged && !ALONE.includes(name) ? [merged[name] ?? '', value].flat() : value;
  return body ? { ...merged, 'Content-Length': String(body.length) } : merged;
};

const sendOver = (agent: Agent, url: string, asked: FuzzRequest): Promise<Outcome> =>
  new Promise((resolve) => {
    const broken = ({ message }: Error): void => resolve({ broken: message });
    const { hostname, port } = new URL(url);
    const { method, body } = asked;
    const outgoing = request({
      agent,
      hostname,
      port,
      method,
      path: targetOf(asked),
      headers: headersFor(asked),
    });
    outgoing.setTimeout(PATIENCE_MS, () => outgoing.destroy(new Error(HUNG)));
    outgoing.on('error', broken);
    outgoing.on('response', (incoming) => read(incoming).then(resolve, broken));
    outgoing.end(body ?? undefined);
  });

const HEAD_END = '\r\n\r\n';

/** The first answer in what came that is no interim one; its body is whatever followed the head. */
const firstAnswer = (text: string): Outcome => {
  const heads = text.split(HEAD_END);
  const [head = '', ...rest] = heads.slice(heads.findIndex((one) => !/^HTTP\/1\.1 1/.test(one)));
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1] ?? 0);
  if (status === 0) return { broken: text === '' ? 'closed' : `no HTTP: ${text.slice(0, 100)}` };
  const lines = head.split('\r\n').slice(1);
  const headers = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(': ');
    return [name.toLowerCase(), value.join(': ')];
  });
  return answerOf(status, Object.fromEntries(headers), rest.join(HEAD_END));
};

/** How long after the bytes the end of them is told: a server that hears of it at once need not answer. */
const HALF_CLOSE_MS = 250;

const sendRaw = (url: string, bytes: Buffer): Promise<Outcome> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const end = setTimeout(() => socket.end(), HALF_CLOSE_MS);
    const done = (outcome: Outcome): void => {
      clearTimeout(end);
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(PATIENCE_MS, () => done({ broken: HUNG }));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', ({ message }) =>
      done(chunks.length > 0 ? firstAnswer(String(Buffer.concat(chunks))) : { broken: message }),
    );
    socket.on('close', () => done(firstAnswer(Buffer.concat(chunks).toString('utf8'))));
  });

/** A sender with so many connections to one server. */
export const createSender = (url: string, connections: number): Sender => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    send: (asked) => (asked.raw ? sendRaw(url, asked.raw) : sendOver(agent, url, asked)),
    close: () => agent.destroy(),
  };
};
