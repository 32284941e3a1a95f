import type { NewUser, User } from '../../../src/domain/user';
import {
  type CapturedCodes,
  createCapturedCodes,
  createMovableClock,
  type MovableClock,
} from '../../accounts/otp-harness';
import { report } from '../../support/report';
import {
  type Answer,
  type Asking,
  startTestServer,
  type TestServer,
  type TestServerOptions,
} from '../../support/test-server';
import { CONFORMING } from './dialects';
import type { Person } from './person';
import type { Saying } from './saying';
import { answersScanned, assertNoSecrets } from './secrets';

/** Good in every dialect: colon asks for three kinds of character. */
export const PASSWORD = 'Conform-1-to-all';

/** Somebody of the directory: the record as the domain made it, and as these tests know it. */
export interface Somebody {
  readonly user: User;
  readonly person: Person;
}

/** A server that speaks every conforming dialect, with a clock that stands still and codes that are caught. */
export interface Scene {
  readonly server: TestServer;
  readonly clock: MovableClock;
  readonly codes: CapturedCodes;
  /** A superadmin, and a token of it that no quota limits. */
  readonly root: User;
  readonly token: string;
  /** Asks what was said and sees that the answer holds no secret; as the superadmin unless the asking has a token of its own; `anonymous` for no token at all. */
  ask(saying: Saying, asking?: Asking | 'anonymous'): Promise<Answer>;
  /** Makes somebody whose every field says something, and moves the clock on by a second. */
  somebody(fields?: Partial<NewUser>): Promise<Somebody>;
}

let last = 0;

/** The fields of somebody whom nobody else is like. */
export const uniqueFields = () => {
  last += 1;
  return {
    username: `conform${last}`,
    name: `Conny Form ${last}`,
    email: `conform${last}@example.com`,
    password: PASSWORD,
    roles: ['editor'] as const,
    status: 'active' as const,
    canWrite: true,
    phone: `+4930${String(last).padStart(7, '0')}`,
    userType: 'employee' as const,
    employeeId: `E-${last}`,
    isEmailVerified: true,
  };
};

const SETTINGS = { OTP_SENDS_PER_ADDRESS_PER_HOUR: '100000', OTP_MIN_ANSWER_MS: '0' };

const asSent = ({ body }: Saying): Asking => (body === undefined ? {} : { body });

/** Starts a scene; stop its server when done. */
export const openScene = async (options: TestServerOptions = {}): Promise<Scene> => {
  const clock = createMovableClock('2030-01-31T12:00:00.987Z');
  const codes = createCapturedCodes();
  const settings = { ...SETTINGS, ...options.settings };
  const server = await startTestServer({
    clock,
    codeSender: codes,
    dialects: CONFORMING,
    ...options,
    settings,
  });
  const root = await server.user({ username: 'root', roles: ['superadmin'] });
  const token = await server.token(root.id);
  return {
    server,
    clock,
    codes,
    root,
    token,
    async ask(saying, asking = {}) {
      const answer = await server.ask(saying.line, {
        ...(asking !== 'anonymous' && { token }),
        ...asSent(saying),
        ...(asking !== 'anonymous' && asking),
      });
      assertNoSecrets(answer, saying.line);
      return answer;
    },
    async somebody(given = {}) {
      const fields = { ...uniqueFields(), ...given };
      const user = await server.user(fields);
      const { password: _password, ...told } = fields;
      const at = clock.now().toISOString();
      clock.advance(1000);
      return { user, person: { ...told, lastSignInAt: null, createdAt: at, updatedAt: at } as Person };
    },
  };
};

/** A scene for the tests of one file. */
export const useScene = (options: TestServerOptions = {}): { readonly now: () => Scene } => {
  let scene: Scene | undefined;
  beforeAll(async () => {
    scene = await openScene(options);
  });
  afterAll(async () => {
    report(`${answersScanned()} answers hold no secret`);
    await scene?.server.stop();
  });
  return {
    now() {
      if (!scene) throw new Error('the scene of these tests is not open');
      return scene;
    },
  };
};

/** Ids in every form that nobody has. */
export const NOBODY = {
  id: 987_654_321,
  ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ',
  hexId: 'ffffffffffffffffffffffff',
} as const;
