import { refOf } from '../../../src/domain/user';
import { machineContext } from '../../../src/first-administrator';
import type { Person } from './person';
import { PASSWORD, type Scene, type Somebody } from './scene';

/** What somebody is before something is done to it. */
export type Before = 'deleted' | 'suspended' | 'locked' | 'sent a code';

/** Somebody who is signed in, and what became of it then. */
export interface Stage extends Somebody {
  readonly token: string;
  readonly refreshToken: string;
  readonly sessionId: string;
  /** The code that was sent to it; empty without one. */
  readonly code: string;
}

const MACHINE = machineContext('stage');

type Bring = (scene: Scene, stage: Stage, at: string) => Promise<Partial<Stage>>;

const touched = (person: Person, at: string, change: Partial<Person> = {}): Partial<Stage> => ({
  person: { ...person, ...change, updatedAt: at },
});

const BRING: Readonly<Record<Before, Bring>> = {
  async deleted({ server }, { user }) {
    await server.wiring.controllers['users.delete']({ user: refOf(user) }, MACHINE);
    return {};
  },
  async suspended({ server }, { user, person }, at) {
    const input = { user: refOf(user), reason: null, until: null };
    await server.wiring.controllers['users.suspend'](input, MACHINE);
    return touched(person, at, { status: 'suspended' });
  },
  async locked({ server }, { user, person }, at) {
    await server.wiring.controllers['users.lock']({ user: refOf(user) }, MACHINE);
    return touched(person, at);
  },
  async 'sent a code'({ server, codes }, { person }) {
    await server.ask('POST /api/auth/otp/send', { body: { mobile: person.phone } });
    await server.wiring.codeOutbox.settle();
    return { code: codes.last() };
  },
};

/** Makes somebody, signs it in, brings it to where it is to be; the clock moves on by a second with each. */
export const setStage = async (scene: Scene, before?: Before): Promise<Stage> => {
  const { user, person } = await scene.somebody();
  const body = { username: person.username, password: PASSWORD };
  const { json } = await scene.server.ask('POST /api/auth/login', { body });
  const at = scene.clock.now().toISOString();
  const tokens = json as { access_token: string; refresh_token: string };
  const sql = 'select id from sessions where user_id = $1';
  const sessionId = (await scene.server.database.pool.query(sql, [user.id])).rows[0]?.id;
  const signedIn: Stage = {
    user,
    person: { ...person, lastSignInAt: at },
    token: tokens.access_token,
    refreshToken: tokens.refresh_token,
    sessionId,
    code: '',
  };
  scene.clock.advance(1000);
  if (!before) return signedIn;
  const brought = await BRING[before](scene, signedIn, scene.clock.now().toISOString());
  scene.clock.advance(1000);
  return { ...signedIn, ...brought };
};
