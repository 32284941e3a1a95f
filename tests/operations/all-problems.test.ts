import type { Found, Issue } from '../../src/domain/error';
import type { NewUser, User, UserChanges } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { startTestServer, type TestServer } from '../support/test-server';
import { callBy, controllersOf, onUser, refusalOf } from './calls';

const AT_THE_MACHINE = machineContext('test');
const NOTHING: Found = { issues: [], given: [] };
const NAME_MISSING: Issue = { field: 'name', rule: 'required' };

let server: TestServer;
let jane: User;
let joan: User;
beforeAll(async () => {
  server = await startTestServer();
  await server.user({ username: 'chief', roles: ['admin'] });
  jane = await server.user({ username: 'jane', employeeId: 'E-1' });
  joan = await server.user({ username: 'joan' });
});
afterAll(() => server.stop());

const found = (...issues: Issue[]): Found => ({ issues, given: ['name', 'email'] });
const taken = (field: string): Issue => ({ field, rule: 'taken' });

const create = (fields: Partial<NewUser>, wrong: Found, context = AT_THE_MACHINE) =>
  refusalOf(controllersOf(server)['users.create']({ fields, found: wrong }, context));

const update = (target: User | number, changes: UserChanges, wrong: Found, context = AT_THE_MACHINE) => {
  const ref = onUser(typeof target === 'number' ? { id: target } : target);
  return refusalOf(controllersOf(server)['users.update']({ ...ref, changes, found: wrong }, context));
};

describe('whoever is told everything at once, on create', () => {
  test('hears what was found before, what the operation finds, and what is taken, in that order', async () => {
    const fields = {
      email: 'JANE@example.com',
      username: 'Jane',
      employeeId: 'e-1',
      phone: '5\n5',
      password: 'short',
    };
    expect(await create(fields, found(NAME_MISSING))).toEqual([
      'invalid_fields',
      {
        issues: [
          NAME_MISSING,
          { field: 'phone', rule: 'format' },
          { field: 'password', rule: 'too_short', expected: 8 },
          taken('username'),
          taken('email'),
          taken('employeeId'),
        ],
        given: ['name', 'email'],
      },
    ]);
  });

  test('hears each problem once, though two layers found it', async () => {
    const short: Issue = { field: 'password', rule: 'too_short', expected: 8 };
    const [, details] = await create({ email: 'new@example.com', password: 'short' }, found(short));
    expect(details?.issues).toEqual([short]);
  });

  test('hears of one taken name alone what the database says, and of two at once', async () => {
    expect(await create({ email: jane.email }, NOTHING)).toEqual(['email_taken']);
    expect(await create({ email: 'new@example.com', username: 'JANE' }, NOTHING)).toEqual(['username_taken']);
    expect(await create({ email: jane.email, employeeId: 'E-1' }, NOTHING)).toEqual([
      'invalid_fields',
      { issues: [taken('email'), taken('employeeId')], given: [] },
    ]);
  });

  test('hears of no email that there is none, once', async () => {
    expect((await create({}, NOTHING))[1]?.issues).toEqual([{ field: 'email', rule: 'required' }]);
    const wrong: Issue = { field: 'email', rule: 'format' };
    expect((await create({}, found(wrong)))[1]?.issues).toEqual([wrong]);
  });

  test('does not hear that a name is taken which nobody can have', async () => {
    const [, details] = await create({ email: 'jane@example.com\u0000', username: 'a\uD800' }, NOTHING);
    expect(details?.issues).toEqual([
      { field: 'username', rule: 'format' },
      { field: 'email', rule: 'format' },
    ]);
  });

  test('makes the user where nothing is wrong', async () => {
    const input = { fields: { email: 'fine@example.com' }, found: NOTHING };
    const user = await controllersOf(server)['users.create'](input, AT_THE_MACHINE);
    expect(user).toMatchObject({ username: 'fine', email: 'fine@example.com' });
  });

  test('hears of a role that it may not grant before anything else', async () => {
    const admin = await server.user({ username: 'an-admin', roles: ['admin'] });
    const fields = { email: jane.email, roles: ['superadmin'] as const };
    expect(await create(fields, found(NAME_MISSING), callBy(admin))).toEqual(['forbidden']);
  });
});

describe('whoever is told everything at once, on update', () => {
  test('hears it all, and of its own names nothing', async () => {
    const changes = { email: jane.email, username: 'JOAN', employeeId: 'E-1', phone: '5\n5' };
    expect(await update(joan, changes, found(NAME_MISSING))).toEqual([
      'invalid_fields',
      {
        issues: [NAME_MISSING, { field: 'phone', rule: 'format' }, taken('email'), taken('employeeId')],
        given: ['name', 'email'],
      },
    ]);
  });

  test('hears of one taken name alone what the database says', async () => {
    expect(await update(joan, { email: jane.email }, NOTHING)).toEqual(['email_taken']);
    expect(await update(joan, { email: joan.email }, NOTHING)).toEqual(['none']);
  });

  test('hears of a user that does not exist after what is wrong, and before what is taken', async () => {
    const changes = { email: jane.email, username: 'jane' };
    expect(await update(999_999, changes, NOTHING)).toEqual(['user_not_found']);
    const [code, details] = await update(999_999, changes, found(NAME_MISSING));
    expect([code, details?.issues]).toEqual(['invalid_fields', [NAME_MISSING]]);
  });

  test('hears of what it may not do before anything else', async () => {
    const admin = await server.user({ username: 'other-admin', roles: ['admin'] });
    const grant = { roles: ['superadmin'] as const, email: jane.email };
    expect(await update(joan, grant, found(NAME_MISSING), callBy(admin))).toEqual(['forbidden']);
    expect(await update(joan, { email: jane.email }, found(NAME_MISSING), callBy(joan))).toEqual([
      'forbidden',
    ]);
    const ownEmail = { issues: [{ field: 'email', rule: 'format' }], given: ['email'] } as const;
    expect(await update(joan, {}, ownEmail, callBy(joan))).toEqual(['invalid_fields', ownEmail]);
  });
});

test('nothing of this happens to those who are told the first problem', async () => {
  const input = { fields: { email: jane.email, username: 'jane', phone: '5\n5' } };
  const refusal = await refusalOf(controllersOf(server)['users.create'](input, AT_THE_MACHINE));
  expect(refusal).toEqual(['invalid_fields', { issues: [{ field: 'phone', rule: 'format' }] }]);
});

describe('under the strict profile', () => {
  let strict: TestServer;
  beforeAll(async () => {
    strict = await startTestServer({ settings: { PASSWORD_PROFILE: 'strict' } });
  });
  afterAll(() => strict.stop());

  test('a password is held against the names that the user has', async () => {
    const ann = await strict.user({ username: 'annabella' });
    const input = {
      ...onUser(ann),
      changes: { password: 'a garden of annabella' },
      found: found(NAME_MISSING),
    };
    const [, details] = await refusalOf(controllersOf(strict)['users.update'](input, AT_THE_MACHINE));
    expect(details?.issues).toEqual([NAME_MISSING, { field: 'password', rule: 'contains_context' }]);
  });
});
