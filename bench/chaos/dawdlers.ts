import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A caller that takes its time, as seen from its side. */
export interface Dawdler {
  /** What it was answered until the server closed the connection. */
  readonly cut: Promise<string>;
  close(): void;
}

const EVERY_MS = 50;

const connected = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

const cutOf = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text));
  });

/** Sends a beginning, and after it one byte now and then, which never come to an end. */
export const sendSlowly = async (url: string, beginning: string, byte: string): Promise<Dawdler> => {
  const socket = await connected(url);
  const cut = cutOf(socket);
  socket.write(beginning);
  const timer = setInterval(() => socket.write(byte), EVERY_MS);
  socket.once('close', () => clearInterval(timer));
  return { cut, close: () => socket.destroy() };
};

/** Asks, and reads nothing of the answer; so it does not notice either when it is cut off. */
export const readNothing = async (url: string, request: string): Promise<Pick<Dawdler, 'close'>> => {
  const socket = await connected(url);
  socket.pause();
  socket.write(request);
  return { close: () => socket.destroy() };
};

/** Opens a connection and, unless it is to be silent, has a request answered on it; then it stays idle. */
export const stayIdle = async (url: string, path: string | null): Promise<Dawdler> => {
  const socket = await connected(url);
  const cut = cutOf(socket);
  if (path !== null) {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: test\r\n\r\n`);
    await once(socket, 'data');
  }
  return { cut, close: () => socket.destroy() };
};
