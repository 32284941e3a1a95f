import { connect } from 'node:net';

/** The answer to a request that was sent byte by byte. */
export interface RawAnswer {
  readonly status: number;
  /** The head as it came, and what followed it. */
  readonly head: string;
  readonly body: string;
}

const parse = (text: string): RawAnswer => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), head, body: rest.join('\r\n\r\n') };
};

/**
 * Sends bytes that no HTTP client would, and answers with what came back until the server closed the connection: the
 * request should ask for that with `Connection: close`.
 */
export const rawRequest = (url: string, bytes: string | Uint8Array): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within ten seconds')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString('latin1'))));
  });

/** The text of a request: its line, headers over the usual ones, and its body. */
export const requestText = (
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): string => {
  const all = { Host: 'test', Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${line} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
};
