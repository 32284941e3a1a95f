import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Which connections are meant, by the first bytes that the client sent on them. */
export type Chosen = (opening: string) => boolean;

/**
 * A network in front of a port, which can be cut: nothing comes through, nobody is told, and connections end by the
 * patience of those who hold them alone.
 */
export interface TcpGate {
  readonly port: number;
  /** Cuts these connections, and new ones of their kind: what is sent on them arrives nowhere. All unless said. */
  cut(chosen?: Chosen): void;
  /** Ends the cut: what was sent meanwhile arrives late, as with TCP, and whoever gave up is gone. */
  mend(): void;
  /** Breaks these connections, so that both ends are told. All unless said. */
  break(chosen?: Chosen): void;
  close(): Promise<void>;
}

/** A connection through the gate: both halves of it. */
interface Passage {
  readonly ends: readonly [client: Socket, server: Socket];
  /** What the client sent first; undefined until then. */
  opening: Buffer | undefined;
  isCut: boolean;
  /** The opening was held back. */
  isHeldBack: boolean;
}

const ALL: Chosen = () => true;

const destroy = ({ ends }: Passage): void => {
  for (const end of ends) end.destroy();
};

/** What comes on one end goes to the other, and so does its end, unless they are cut off from one another. */
const forward = (passage: Passage, from: Socket, to: Socket): void => {
  from.on('data', (data) => to.write(data));
  from.on('close', () => !passage.isCut && to.end());
  from.on('error', () => from.destroy());
};

const cutOff = (passage: Passage): void => {
  passage.isCut = true;
  for (const end of passage.ends) end.pause();
};

const mend = (passage: Passage): void => {
  passage.isCut = false;
  const { ends, opening, isHeldBack } = passage;
  passage.isHeldBack = false;
  if (ends.some((end) => end.destroyed)) {
    destroy(passage);
    return;
  }
  if (isHeldBack && opening) ends[1].write(opening);
  for (const end of ends) end.resume();
};

/** Opens a gate to a port of this machine. Close it when done. */
export const openTcpGate = async (target: number): Promise<TcpGate> => {
  const passages = new Set<Passage>();
  let isOff: Chosen | null = null;

  const pass = (client: Socket): void => {
    const server = connect(target, '127.0.0.1');
    const passage: Passage = { ends: [client, server], opening: undefined, isCut: false, isHeldBack: false };
    passages.add(passage);
    const leave = (): void => {
      if (client.destroyed && server.destroyed) passages.delete(passage);
    };
    for (const end of passage.ends) end.once('close', leave);
    forward(passage, server, client);
    client.on('error', () => client.destroy());
    client.once('data', (data) => {
      passage.opening = data;
      forward(passage, client, server);
      passage.isHeldBack = isOff?.(data.toString('latin1')) === true;
      if (passage.isHeldBack) cutOff(passage);
      else server.write(data);
    });
  };

  const server = createServer(pass).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const chosenOf = (chosen: Chosen): Passage[] =>
    [...passages].filter(({ opening }) => opening && chosen(opening.toString('latin1')));
  return {
    port: (server.address() as AddressInfo).port,
    cut(chosen = ALL) {
      isOff = chosen;
      for (const passage of chosenOf(chosen)) cutOff(passage);
    },
    mend() {
      isOff = null;
      for (const passage of passages) if (passage.isCut) mend(passage);
    },
    break(chosen = ALL) {
      for (const passage of chosenOf(chosen)) destroy(passage);
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const passage of passages) destroy(passage);
      await closed;
    },
  };
};
