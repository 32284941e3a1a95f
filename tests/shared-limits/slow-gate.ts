import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port in front of another whose answers come as late as is said. */
export interface SlowGate {
  readonly port: number;
  /** How late answers come from now on, in milliseconds. */
  delay(ms: number): void;
  /** Everything that came from clients so far. */
  heard(): string;
  close(): Promise<void>;
}

/** Opens a gate to a port of this machine. Close it when done. */
export const openSlowGate = async (target: number): Promise<SlowGate> => {
  const sockets = new Set<Socket>();
  let lateMs = 0;
  let text = '';
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const behind = keep(connect(target, '127.0.0.1'));
    keep(client).on('close', () => behind.destroy());
    behind.on('close', () => client.destroy());
    client.on('data', (data) => {
      text += data.toString('latin1');
      behind.write(data);
    });
    behind.on('data', (data) => {
      if (lateMs === 0) client.write(data);
      else setTimeout(() => client.destroyed || client.write(data), lateMs);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    delay(ms) {
      lateMs = ms;
    },
    heard: () => text,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
