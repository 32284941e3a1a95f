import type { NewUser, User } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';
import { callBy, controllersOf, entriesOf, onUser, refusalOf } from './calls';

const AT_THE_MACHINE = machineContext('test');

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

let made = 0;
const user = (fields: Partial<NewUser> = {}): Promise<User> => {
  made += 1;
  return server.user({ username: `somebody${made}`, ...fields });
};

const update = (target: User, changes: Partial<NewUser>) =>
  controllersOf(server)['users.update']({ ...onUser(target), changes }, AT_THE_MACHINE);

describe('a new user', () => {
  test('is an employee without an id, whose email nobody has verified', async () => {
    expect(await user()).toMatchObject({ userType: 'employee', employeeId: null, isEmailVerified: false });
  });

  test('is what it is said to be; the employee id is stored trimmed and in NFC, as written', async () => {
    const fields = { userType: 'general', employeeId: ' Zoe\u0308-7 ', isEmailVerified: true } as const;
    expect(await user(fields)).toMatchObject({
      userType: 'general',
      employeeId: 'Zo\u00EB-7',
      isEmailVerified: true,
    });
  });

  test('has no employee id that breaks a rule', async () => {
    const refusal = await refusalOf(user({ employeeId: 'a@b' }));
    expect(refusal).toEqual(['invalid_fields', { issues: [{ field: 'employeeId', rule: 'format' }] }]);
  });
});

describe('an employee id stands for one live user', () => {
  test('in every spelling, on create, update and restore', async () => {
    const first = await user({ employeeId: 'Straße-1' });
    const other = await user();
    for (const employeeId of ['Straße-1', ' STRASSE-1 ', 'ｓtrasse-1']) {
      expect(await refusalOf(user({ employeeId }))).toEqual(['employee_id_taken']);
      expect(await refusalOf(update(other, { employeeId }))).toEqual(['employee_id_taken']);
    }
    expect((await update(first, { employeeId: 'STRASSE-1' })).employeeId).toBe('STRASSE-1');
    await controllersOf(server)['users.delete'](onUser(first), AT_THE_MACHINE);
    expect((await update(other, { employeeId: 'strasse-1' })).employeeId).toBe('strasse-1');
    const restore = () => controllersOf(server)['users.restore'](onUser(first), AT_THE_MACHINE);
    expect(await refusalOf(restore())).toEqual(['employee_id_taken']);
    await update(other, { employeeId: null });
    expect((await restore()).employeeId).toBe('STRASSE-1');
  });

  test('and any number of users have none', async () => {
    const [one, other] = [await user(), await user()];
    expect([one.employeeId, other.employeeId]).toEqual([null, null]);
  });

  test('of thirty who ask for it at once one gets it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => refusalOf(user({ employeeId: 'wanted' }))),
    );
    expect(answers.filter(([code]) => code === 'none')).toHaveLength(1);
    expect(answers.filter(([code]) => code === 'employee_id_taken')).toHaveLength(29);
  });
});

describe('a verified email', () => {
  test('is so no more once it is another, unless the same change says so', async () => {
    const jane = await user({ isEmailVerified: true });
    expect((await update(jane, { name: 'Jane' })).isEmailVerified).toBe(true);
    expect((await update(jane, { email: 'jane2@example.com' })).isEmailVerified).toBe(false);
    expect((await update(jane, { isEmailVerified: true })).isEmailVerified).toBe(true);
    const both = { email: 'jane3@example.com', isEmailVerified: true };
    expect((await update(jane, both)).isEmailVerified).toBe(true);
  });

  test('is so no more once its owner changes it, who cannot say otherwise', async () => {
    const jane = await user({ isEmailVerified: true });
    const change = (changes: Partial<NewUser>) =>
      controllersOf(server)['users.update']({ ...onUser(jane), changes }, callBy(jane));
    expect(await refusalOf(change({ isEmailVerified: true }))).toEqual(['forbidden']);
    const email = `own.${jane.email}`;
    expect(await refusalOf(change({ email, isEmailVerified: true }))).toEqual(['forbidden']);
    expect(await change({ email })).toMatchObject({ email, isEmailVerified: false });
    const [entry] = (await entriesOf(server, 'users.update')).slice(-1);
    expect(entry?.details).toEqual({ changes: { email, isEmailVerified: false } });
  });
});

describe('the role readonly', () => {
  const canWrite = async (fields: Partial<NewUser>): Promise<boolean> => (await user(fields)).canWrite;

  test('takes the permission to write along, unless it is given', async () => {
    expect(await canWrite({ roles: ['readonly'] })).toBe(false);
    expect(await canWrite({ roles: ['readonly'], canWrite: true })).toBe(true);
    expect(await canWrite({ roles: ['readonly', 'editor'] })).toBe(true);
    expect(await canWrite({})).toBe(true);
  });

  test('does so in an update and in a change of roles alike', async () => {
    const one = await user();
    expect(await update(one, { roles: ['readonly'] })).toMatchObject({ canWrite: false });
    expect(await update(one, { roles: ['user'] })).toMatchObject({ canWrite: false });
    const other = await user();
    expect(await update(other, { roles: ['readonly'], canWrite: true })).toMatchObject({ canWrite: true });
    const setRoles = (roles: User['roles']) =>
      controllersOf(server)['users.setRoles']({ ...onUser(other), roles }, AT_THE_MACHINE);
    await setRoles(['editor']);
    expect(await update(other, {})).toMatchObject({ canWrite: true });
    await setRoles(['readonly']);
    expect(await update(other, {})).toMatchObject({ canWrite: false, roles: ['readonly'] });
    const entries = (await entriesOf(server, 'users.setRoles')).map(({ details }) => details);
    expect(entries).toEqual([
      { from: ['readonly'], to: ['editor'] },
      { from: ['editor'], to: ['readonly'], canWrite: false },
    ]);
  });
});
