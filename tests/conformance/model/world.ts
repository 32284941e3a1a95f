import type { RoleName } from '../../../src/domain/role';
import { type Answer, startTestServer, type TestServer } from '../../support/test-server';
import { CONFORMING } from '../support/dialects';
import type { Ids, Saying } from '../support/saying';
import { newMember } from './effects';
import { createLine, type Line } from './line';
import type { Member } from './member';

/** When every sequence begins. */
export const START = Date.parse('2030-01-31T12:00:00.987Z');

/** Those who are there from the beginning, each with an API token. */
const CALLERS: readonly (readonly [username: string, roles: readonly RoleName[], canWrite?: true])[] = [
  ['root', ['superadmin']],
  ['deputy', ['admin']],
  ['reader', ['readonly'], true],
  ['clerk', ['user']],
];

/** The place of the machine among those who ask. */
export const MACHINE = CALLERS.length;

/** A server and the directory in it, as the model has it and as the server names it. */
export interface World {
  readonly server: TestServer;
  now: number;
  members: readonly Member[];
  /** The ids of the members, place by place. */
  readonly ids: Ids[];
  tokens: readonly string[];
  ask(saying: Pick<Saying, 'line' | 'body'>, token: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** A world without anybody in it. */
export const createWorld = async (): Promise<World> => {
  const clock = { now: () => new Date(world.now) };
  const server = await startTestServer({ clock, dialects: CONFORMING });
  const line: Line = createLine(server.url);
  const world: World = {
    server,
    now: START,
    members: [],
    ids: [],
    tokens: [],
    ask: line.ask,
    async stop() {
      line.close();
      await server.stop();
    },
  };
  return world;
};

// Cheaper than to truncate where there are few rows.
const EMPTY = 'delete from api_tokens; delete from user_roles; delete from users';

/** Begins anew: the callers, and nobody else. */
export const beginAnew = async (world: World): Promise<void> => {
  const { server } = world;
  await server.database.pool.query(EMPTY);
  world.now = START;
  world.members = [];
  world.ids.length = 0;
  const tokens: string[] = [];
  for (const [username, roles, canWrite] of CALLERS) {
    const values = { username, email: `${username}@example.com`, roles, ...(canWrite && { canWrite }) };
    const user = await server.user(values);
    world.members = [...world.members, newMember(world.members, values, { by: null, now: world.now })];
    world.ids.push(user);
    tokens.push(await server.token(user.id));
    world.now += 1000;
  }
  world.tokens = tokens;
};
