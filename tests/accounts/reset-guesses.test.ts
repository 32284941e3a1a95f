import type { User, UserChanges } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { callBy, controllersOf, entriesOf, onUser, refusalOf } from '../operations/calls';
import { startTestServer, type TestServer } from '../support/test-server';
import { told } from './people';

const FORMER = 'violet anchor drifts north';
const PRESENT = 'copper lantern hums low';
const WRONG = 'amber kettle sings twice';
const MACHINE = machineContext('test');

let server: TestServer;
let chief: User;
let admin: string;
let numbers = 0;

/** Somebody whose password was `FORMER` and is `PRESENT`. */
const somebody = async (): Promise<User> => {
  numbers += 1;
  const user = await server.user({ username: `guessed-${numbers}`, password: FORMER });
  return controllersOf(server)['users.update']({ ...onUser(user), changes: { password: PRESENT } }, MACHINE);
};

const reset = (id: number, password: string, changes: UserChanges = {}) =>
  server.ask(`PUT /api/users/${id}`, { token: admin, body: { ...changes, password } });

const rowOf = async (id: number) =>
  (await server.database.pool.query('select * from users where id = $1', [id])).rows[0];

const refusedAt = async (id: number) =>
  (await entriesOf(server, 'users.update')).filter(
    ({ target, result }) => target === String(id) && result === 'refused',
  );

beforeAll(async () => {
  server = await startTestServer({ settings: { PASSWORD_HISTORY: '3', PASSWORD_PROFILE: 'strict' } });
  chief = await server.user({ username: 'chief', password: PRESENT, roles: ['admin'], employeeId: 'E-1' });
  admin = await server.token(chief.id);
});
afterAll(() => server.stop());

test.each<[string, UserChanges, string]>([
  ['a username that is taken', { username: 'CHIEF' }, '409 Username already exists'],
  ['an email that is taken', { email: 'Chief@Example.com' }, '409 Email already exists'],
  ['a username that is none', { username: 'ch@ief' }, '400 username '],
])('with %s, a reset answers alike whatever was guessed', async (_what, changes, answer) => {
  const { id } = await somebody();
  const before = await rowOf(id);
  for (const password of [PRESENT, FORMER, WRONG])
    expect([password, told(await reset(id, password, changes))]).toEqual([
      password,
      expect.stringContaining(answer),
    ]);
  expect(await rowOf(id)).toEqual(before);
  expect(await refusedAt(id)).toEqual([]);
});

test.each<[string, () => Promise<User>, UserChanges, string]>([
  ['an employee id that is taken', somebody, { employeeId: 'e-1' }, 'employee_id_taken'],
  ['no administrator left', async () => chief, { roles: ['user'] }, 'last_administrator'],
  ['no active administrator left', async () => chief, { status: 'suspended' }, 'last_administrator'],
])('the same with %s', async (_what, whom, changes, code) => {
  const user = await whom();
  for (const password of [PRESENT, WRONG]) {
    const input = { ...onUser(user), changes: { ...changes, password } };
    expect([password, await refusalOf(controllersOf(server)['users.update'](input, MACHINE))]).toEqual([
      password,
      [code],
    ]);
  }
  expect(await refusedAt(user.id)).toEqual([]);
});

test('who may not touch the user learns nothing either', async () => {
  const root = await server.user({
    username: 'root',
    password: PRESENT,
    roles: ['superadmin'],
    status: 'suspended',
  });
  for (const password of [PRESENT, WRONG]) {
    const input = { ...onUser(root), changes: { password } };
    expect(await refusalOf(controllersOf(server)['users.update'](input, callBy(chief)))).toEqual([
      'forbidden',
    ]);
  }
});

test.each<[string, (username: string) => string, string]>([
  ['the present one', () => PRESENT, '400 password was used before'],
  ['a former one', () => FORMER, '400 password was used before'],
  ['one that is too short', () => 'Kq7!wZ9x', '400 password must be at least 15 characters'],
  ['one with the name in it', (name) => `${name} drifts north`, '400 password must not contain'],
])('a reset to %s is refused and leaves an entry', async (_what, passwordOf, answer) => {
  const { id, username } = await somebody();
  const before = await rowOf(id);
  const answered = await reset(id, passwordOf(username), { email: `new-${username}@example.com` });
  expect(told(answered)).toContain(answer);
  expect(await rowOf(id)).toEqual(before);
  const { json } = await server.ask(`GET /api/audit?target_id=${id}&result=refused`, { token: admin });
  expect(json).toEqual([
    {
      id: expect.any(Number),
      at: expect.any(String),
      action: 'users.update',
      result: 'refused',
      actor_id: chief.id,
      actor: 'chief',
      token_id: expect.any(Number),
      target_type: 'user',
      target_id: String(id),
      dialect: 'rest',
      binding: 'PUT /api/users/{id}',
      ip: '127.0.0.1',
      request_id: answered.headers['x-request-id'],
      details: { reason: 'password_refused' },
    },
  ]);
});

test('a guess that is wrong is a reset, and the trail says so', async () => {
  const { id } = await somebody();
  expect((await reset(id, WRONG)).status).toBe(200);
  const resets = (await entriesOf(server, 'users.update')).filter(({ target }) => target === String(id));
  expect(resets.map(({ result, details }) => [result, details])).toEqual(
    Array(2).fill(['done', { changes: { password: 'reset' } }]),
  );
});

test('a user that is made with such a password, or is not there, leaves no entry', async () => {
  const count = async () => (await server.database.pool.query('select from audit_entries')).rows.length;
  const before = await count();
  const body = { username: 'new', email: 'new@example.com', password: 'Kq7!wZ9x' };
  expect((await server.ask('POST /api/users', { token: admin, body })).status).toBe(400);
  expect((await reset(999_999, 'Kq7!wZ9x')).status).toBe(400);
  expect(await count()).toBe(before);
});
