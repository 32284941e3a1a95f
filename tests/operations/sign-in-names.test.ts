import type { NewUser } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';
import { anonymousCall, controllersOf, entriesOf, onUser, refusalOf } from './calls';

const PASSWORD = 'correct horse';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

type By = 'username' | 'email' | 'employeeId';

const signIn = (by: By, value: string, password = PASSWORD) =>
  controllersOf(server)['auth.signIn']({ name: { by, value }, password }, anonymousCall);

const person = (username: string, fields: Partial<NewUser> = {}) =>
  server.user({ username, password: PASSWORD, ...fields });

/** The reasons of the refused sign-ins of a user, oldest first. */
const reasonsOf = async (id: number): Promise<unknown[]> =>
  (await entriesOf(server, 'auth.signIn'))
    .filter(({ target, result }) => target === String(id) && result === 'refused')
    .map(({ details }) => details['reason']);

describe('sign-in by employee id', () => {
  test('is by its canonical form, and by no other name', async () => {
    const { id } = await person('staff', { employeeId: 'Ä-77' });
    for (const value of ['Ä-77', ' ä-77 ', 'a\u0308-77', 'ä-７７']) {
      expect((await signIn('employeeId', value)).user.id).toBe(id);
    }
    for (const [by, value] of [
      ['employeeId', 'staff'],
      ['employeeId', 'staff@example.com'],
      ['username', 'Ä-77'],
      ['email', 'Ä-77'],
    ] as const) {
      expect([by, value, await refusalOf(signIn(by, value))]).toEqual([by, value, ['invalid_credentials']]);
    }
  });

  test('of nobody is a wrong password, whatever the text holds', async () => {
    for (const value of ['', '  ', 'nobody', 'a\u0000', '\uD800', 'x'.repeat(5000)]) {
      expect(await refusalOf(signIn('employeeId', value))).toEqual(['invalid_credentials']);
    }
  });

  test('counts apart from other names, and an unlock gives its budget back', async () => {
    const user = await person('careful', { employeeId: 'careful' });
    for (let wrong = 0; wrong < 5; wrong += 1) await refusalOf(signIn('employeeId', 'careful', 'wrong word'));
    expect(await refusalOf(signIn('employeeId', 'careful'))).toEqual(['too_many_sign_ins']);
    await controllersOf(server)['users.unlock'](onUser(user), machineContext('test'));
    expect((await signIn('employeeId', 'careful')).user.id).toBe(user.id);
  });

  test('of a deleted user leads nowhere', async () => {
    const user = await person('gone', { employeeId: 'gone-1' });
    await controllersOf(server)['users.delete'](onUser(user), machineContext('test'));
    expect(await refusalOf(signIn('employeeId', 'gone-1'))).toEqual(['invalid_credentials']);
  });
});

describe('who is general', () => {
  test('signs in by code only: a right password answers and counts as a wrong one', async () => {
    const { id } = await person('visitor', { userType: 'general', employeeId: 'V-1' });
    expect(await refusalOf(signIn('username', 'visitor'))).toEqual(['invalid_credentials']);
    expect(await refusalOf(signIn('employeeId', 'V-1'))).toEqual(['invalid_credentials']);
    expect(await refusalOf(signIn('username', 'visitor', 'wrong word'))).toEqual(['invalid_credentials']);
    expect(await reasonsOf(id)).toEqual(['code_only', 'code_only', 'code_only']);
    const { rows } = await server.database.pool.query('select failed_sign_ins from users where id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ failed_sign_ins: 3 }]);
  });

  test('signs in with its password once it is an employee', async () => {
    const user = await person('promoted', { userType: 'general' });
    const changes = { userType: 'employee' } as const;
    await controllersOf(server)['users.update']({ ...onUser(user), changes }, machineContext('test'));
    expect((await signIn('username', 'promoted')).user.userType).toBe('employee');
  });
});
