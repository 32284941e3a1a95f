import type { Child } from '../child';
import { type Creating, startCreates } from './creates';
import { stopRemains } from './embedded';
import type { Chaos } from './fault';
import { type Asker, createAsker, type Heard } from './http';
import { createOwnPostgres, type OwnPostgres } from './own-postgres';
import { ADMIN_TOKEN, startServer } from './roster-server';

/** A server that is asked. */
export interface Stage {
  readonly server: Child;
  readonly asker: Asker;
  /** A request of the administrator. */
  ask(line: string, body?: unknown): Promise<Heard>;
  /** Creates that go on until they are stopped. */
  creates(perSecond: number): Creating;
}

/** A server over a Postgres that can be broken. */
export interface PostgresStage extends Stage {
  readonly postgres: OwnPostgres;
}

const stageOf = async (chaos: Chaos, settings: Readonly<Record<string, string>>): Promise<Stage> => {
  const server = await startServer(chaos, settings);
  const asker = createAsker(server.url);
  chaos.cleanUp.add(() => asker.close());
  return {
    server,
    asker,
    ask: (line, body) => asker.ask(line, { token: ADMIN_TOKEN, ...(body !== undefined && { body }) }),
    creates: (perSecond) =>
      startCreates({ url: server.url, token: ADMIN_TOKEN, prefix: 'create', perSecond }, chaos.cleanUp),
  };
};

/** Starts a server, of these settings besides the usual ones, and a Postgres of its own; both end with the fault. */
export const setStage = async (
  chaos: Chaos,
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresStage> => {
  const postgres = await createOwnPostgres(`${chaos.place}/postgres`);
  chaos.cleanUp.add(() => postgres.stop());
  return { ...(await stageOf(chaos, { DATABASE_URL: postgres.url, ...settings })), postgres };
};

/** Starts a server with the Postgres that comes along, in this data directory; both end with the fault. */
export const setEmbeddedStage = (chaos: Chaos, dataDir: string): Promise<Stage> => {
  stopRemains(dataDir, chaos.cleanUp);
  return stageOf(chaos, { DATA_DIR: dataDir });
};
