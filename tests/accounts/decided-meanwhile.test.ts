import type { User } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { changePassword } from '../../src/operations/auth/change-password';
import { signIn } from '../../src/operations/auth/sign-in';
import type { Dependencies } from '../../src/operations/dependencies';
import { anonymousCall, callBy, controllersOf, entriesOf, onUser, refusalOf } from '../operations/calls';
import { startTestServer, type TestServer } from '../support/test-server';

const OLD = 'violet anchor drifts north';
const RESET = 'copper lantern hums low';
const WRONG = 'amber kettle sings twice';
const MACHINE = machineContext('test');

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.user({ username: 'chief', roles: ['admin'] });
});
afterAll(() => server.stop());

/** The needs of operations, where something happens once while a password is compared. */
const needsWith = (happening: () => Promise<unknown>): Dependencies => {
  const { needs } = server.wiring;
  let isDue = true;
  return {
    ...needs,
    passwords: {
      ...needs.passwords,
      async verify(password, hash) {
        if (isDue) {
          isDue = false;
          await happening();
        }
        return needs.passwords.verify(password, hash);
      },
    },
  };
};

const reset = (user: User) => () =>
  controllersOf(server)['users.update']({ ...onUser(user), changes: { password: RESET } }, MACHINE);

const remove = (user: User) => () => controllersOf(server)['users.delete'](onUser(user), MACHINE);

type Happening = (user: User) => () => Promise<unknown>;

/** What came of a try to sign in and of one to change the password, while it happened. */
const WAYS = {
  'auth.signIn': (user: User, happening: Happening, password: string) =>
    signIn(needsWith(happening(user)))(
      { name: { by: 'username', value: user.username }, password },
      anonymousCall,
    ),
  'auth.changePassword': (user: User, happening: Happening, currentPassword: string) =>
    changePassword(needsWith(happening(user)))({ currentPassword, newPassword: `${WRONG}!` }, callBy(user)),
} as const;

const REFUSALS = {
  'auth.signIn': 'invalid_credentials',
  'auth.changePassword': 'current_password_incorrect',
};

const reasonsAt = async (action: string, { id }: User) =>
  (await entriesOf(server, action))
    .filter(({ target, result }) => target === String(id) && result === 'refused')
    .map(({ details }) => details['reason']);

const countedAgainst = async ({ id }: User) => {
  const { rows } = await server.database.pool.query(
    `select failed_sign_ins as failures, (select count(*)::int from sign_in_tries where user_id = $1) as tries
     from users where id = $1`,
    [id],
  );
  return rows[0];
};

describe.each(['auth.signIn', 'auth.changePassword'] as const)('%s', (operation) => {
  test.each([
    ['old', OLD],
    ['wrong', WRONG],
    ['new', RESET],
  ])(
    'with the %s password, while another is set, is refused and counts for nothing',
    async (what, password) => {
      const user = await server.user({ username: `${operation}-${what}`, password: OLD });
      for (let round = 0; round < 6; round += 1)
        expect(await refusalOf(WAYS[operation](user, reset, password))).toEqual([REFUSALS[operation]]);
      expect(await reasonsAt(operation, user)).toEqual(Array(6).fill('password_changed_meanwhile'));
      expect(await countedAgainst(user)).toEqual({ failures: 0, tries: 0 });
      expect((await WAYS['auth.signIn'](user, () => async () => undefined, RESET)).user.id).toBe(user.id);
    },
  );

  test('of a user who is deleted meanwhile is refused, and the trail says so', async () => {
    const user = await server.user({ username: `${operation}-gone`, password: OLD });
    expect(await refusalOf(WAYS[operation](user, remove, OLD))).toEqual([REFUSALS[operation]]);
    expect(await reasonsAt(operation, user)).toEqual(['deleted']);
  });
});

test('a name that nobody has is unknown all the same', async () => {
  const nobody = { ...(await server.user({ username: 'somebody' })), username: 'nobody' };
  expect(await refusalOf(WAYS['auth.signIn'](nobody, () => async () => undefined, OLD))).toEqual([
    'invalid_credentials',
  ]);
  expect((await entriesOf(server, 'auth.signIn')).at(-1)?.details).toEqual({
    name: 'nobody',
    reason: 'unknown_name',
  });
});
