import {
  error,
  line,
  missing,
  NEW_PASSWORD,
  NO_ID,
  NO_USER,
  NOBODY,
  PASSWORD,
  REVOKED,
  told,
  useColon,
  wireUser,
  wrong,
} from './colon';

const colon = useColon();

beforeEach(() => colon.clock.set('2026-02-09T16:20:56.789Z'));

const act = (id: string, action: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  colon.ask(`POST /users:update?id=${id}`, { body: { action, ...more } });

const reset = (id: string, password: unknown) => act(id, 'reset_password', { new_password: password });

const REQUIRED = error(400, 'new_password is required for password reset', 'MISSING_REQUIRED_FIELD');

describe('reset_password', () => {
  test('sets the password, moves updated_at and ends the sessions', async () => {
    const person = await colon.person();
    const { access_token } = await colon.signIn(person);
    colon.clock.advance(10);
    expect(told(await reset(person.ulid, NEW_PASSWORD))).toBe(
      line(200, {
        message: 'password reset successfully',
        user: wireUser(person, {
          updated_at: '2026-02-09T16:21:06Z',
          last_login_at: '2026-02-09T16:20:56Z',
        }),
      }),
    );
    expect(told(await colon.ask('GET /auth:me', { token: access_token }))).toBe(REVOKED);
    await expect(colon.signIn(person)).rejects.toThrow('invalid credentials');
    await colon.signIn({ ...person, password: NEW_PASSWORD });
  });

  test('wins over other fields, which change nothing', async () => {
    const person = await colon.person();
    const others = { email: 'other@example.com', role: 'admin', username: 'other', can_write: false };
    const answer = await act(person.ulid, 'reset_password', { new_password: NEW_PASSWORD, ...others });
    expect(answer.json).toEqual({ message: 'password reset successfully', user: wireUser(person) });
  });

  test.each([{}, { new_password: null }, { new_password: '' }, { password: NEW_PASSWORD }])(
    'without a new password: %j',
    async (more) => {
      const { ulid } = await colon.person();
      expect(told(await act(ulid, 'reset_password', more))).toBe(REQUIRED);
    },
  );

  test.each([
    ['Short1', 'be at least 8 characters'],
    ['lowercase1', 'include at least one uppercase letter'],
    ['UPPERCASE1', 'include at least one lowercase letter'],
    ['NoNumbers', 'include at least one number'],
    [`Aa1${'x'.repeat(70)}`, 'be at most 72 bytes in UTF-8'],
    [12345678, 'be a string'],
  ])('to %j', async (password, rule) => {
    const person = await colon.person();
    expect(told(await reset(person.ulid, password))).toBe(wrong(`password must ${rule}`, 'WEAK_PASSWORD'));
    await colon.signIn(person);
  });
});

describe('revoke_sessions', () => {
  test('ends the sessions and touches nothing else', async () => {
    const person = await colon.person();
    const [one, other] = [await colon.signIn(person), await colon.signIn(person)];
    colon.clock.advance(10);
    expect(told(await act(person.ulid, 'revoke_sessions'))).toBe(
      line(200, {
        message: 'all sessions revoked successfully',
        user: wireUser(person, { last_login_at: '2026-02-09T16:20:56Z' }),
      }),
    );
    for (const { access_token, refresh_token } of [one, other]) {
      expect(told(await colon.ask('GET /auth:me', { token: access_token }))).toBe(REVOKED);
      expect(told(await colon.askAnonymously('POST /auth:refresh', { body: { refresh_token } }))).toBe(
        error(401, 'invalid refresh token'),
      );
    }
    await colon.signIn(person);
  });

  test('where there are none succeeds as well, and wins over other fields', async () => {
    const person = await colon.person();
    const answer = await act(person.ulid, 'revoke_sessions', { role: 'nobody', new_password: 'x' });
    expect(answer.json).toEqual({ message: 'all sessions revoked successfully', user: wireUser(person) });
  });
});

test.each([
  'resetpassword',
  'RESET_PASSWORD',
  'rotate',
  ' ',
  'delete',
  null,
  0,
  5,
  true,
  ['reset_password'],
  {},
])('no action of a user: %j', async (action) => {
  const { ulid } = await colon.person();
  const answer = await act(ulid, action, { role: 'admin', username: 'other', email: 'no email' });
  expect(told(answer)).toBe(wrong('invalid action'));
});

test('the id before the action, the action before the user', async () => {
  for (const action of ['reset_password', 'revoke_sessions', 'nothing']) {
    expect(told(await colon.ask('POST /users:update', { body: { action } }))).toBe(NO_ID);
  }
  expect(told(await act(NOBODY, 'nothing'))).toBe(wrong('invalid action'));
  expect(told(await act(NOBODY, 'reset_password'))).toBe(REQUIRED);
  expect(told(await reset(NOBODY, PASSWORD))).toBe(NO_USER);
  expect(told(await act(NOBODY, 'revoke_sessions'))).toBe(NO_USER);
});

test('without an action a new password is an unknown key', async () => {
  const { ulid } = await colon.person();
  const answer = await colon.ask(`POST /users:update?id=${ulid}`, { body: { new_password: NEW_PASSWORD } });
  expect(told(answer)).toBe(error(400, 'no fields to update'));
});

test('of a create the action is an unknown key', async () => {
  expect(told(await colon.ask('POST /users:create', { body: { action: 'nothing' } }))).toBe(
    missing('username'),
  );
});
