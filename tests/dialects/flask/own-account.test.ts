import { line, message, NEW_PASSWORD, PASSWORD, type Person, START, told, useFlask } from './flask';

const flask = useFlask();
const { ask, askAnonymously } = flask;

afterEach(() => flask.clock.set(START));

const SHORT = 'new_password must be at least 8 characters';

test('GET /user/status: the four keys of the profile', async () => {
  const person = await flask.person({ roles: ['readonly', 'creator'] });
  const answer = await ask('GET /user/status', { token: await flask.signIn(person) });
  const { hexId: id, username } = person;
  const user = { id, username, roles: ['creator', 'readonly'], is_active: true };
  expect(told(answer)).toBe(line(200, { user }));
  expect(told(await ask('GET /user/status'))).toBe(
    line(200, {
      user: { id: flask.api.admin.hexId, username: 'admin', roles: ['admin'], is_active: true },
    }),
  );
});

describe.each(['POST', 'PUT'])('%s /user/change-password', (method) => {
  const change = (token: string, body: unknown) => ask(`${method} /user/change-password`, { token, body });
  const CHANGED = message(200, 'Password changed');
  const INCORRECT = message(400, 'Current password incorrect');

  test('sets the new password and ends the other sessions', async () => {
    const person = await flask.person();
    const [token, other] = [await flask.signIn(person), await flask.signIn(person)];
    const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    expect(told(await change(token, body))).toBe(CHANGED);
    expect((await ask('GET /user/status', { token })).status).toBe(200);
    expect(told(await ask('GET /user/status', { token: other }))).toBe(
      line(401, { msg: 'Token has been revoked' }),
    );
    await expect(flask.signIn(person)).rejects.toThrow('Invalid credentials');
    await flask.signIn({ ...person, password: NEW_PASSWORD });
  });

  test('a wrong current password', async () => {
    const person = await flask.person();
    const token = await flask.signIn(person);
    for (const current_password of ['not-it', '', 'x'.repeat(100)]) {
      const body = { current_password, new_password: NEW_PASSWORD };
      expect(told(await change(token, body))).toBe(INCORRECT);
    }
    await flask.signIn(person);
  });

  test('after five wrong ones the next is refused unheard', async () => {
    const person = await flask.person();
    const token = await flask.signIn(person);
    const body = { current_password: 'not-it', new_password: NEW_PASSWORD };
    for (let tries = 0; tries < 5; tries += 1) expect(told(await change(token, body))).toBe(INCORRECT);
    const refused = await change(token, { ...body, current_password: PASSWORD });
    expect(told(refused)).toBe(message(429, 'Too many requests'));
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['the figures of the printed command', { current_password: '123', new_password: '456' }, SHORT],
    ['seven characters', { new_password: '1234567' }, SHORT],
    ['an empty one', { new_password: '' }, 'new_password is required'],
    ['73 bytes', { new_password: 'x'.repeat(73) }, 'new_password must be at most 72 bytes in UTF-8'],
    ['a NUL', { new_password: 'password\u0000' }, 'new_password is invalid'],
    ['none', { new_password: undefined }, 'new_password is required'],
    ['null', { new_password: null }, 'new_password must not be null'],
    ['a number', { new_password: 12345678 }, 'new_password must be a string'],
    ['no current one', { current_password: undefined }, 'current_password is required'],
    ['a current one of null', { current_password: null }, 'current_password must not be null'],
    ['a current one in a list', { current_password: [PASSWORD] }, 'current_password must be a string'],
    ['neither', { current_password: undefined, new_password: undefined }, 'current_password is required'],
  ])('a new password that cannot be set: %s', async (_what, given, sentence) => {
    const token = await flask.signIn(await shared());
    const body = { current_password: PASSWORD, new_password: NEW_PASSWORD, ...given };
    expect(told(await change(token, body))).toBe(message(400, sentence));
  });
});

let onePerson: Promise<Person> | undefined;

/** Somebody whose password nothing changes. */
const shared = (): Promise<Person> => {
  onePerson ??= flask.person();
  return onePerson;
};

test('who must change an expired password cannot sign in here; rest lets the password be changed', async () => {
  const person = await flask.person();
  await flask.api.server.database.pool.query('update users set must_change_password = true where id = $1', [
    person.id,
  ]);
  await expect(flask.signIn(person)).rejects.toThrow('401 {"msg":"Invalid credentials","success":false}');
  const { username, password } = person;
  const { json } = await flask.api.ask('POST /api/auth/login', { body: { username, password } });
  const token = (json as { access_token: string }).access_token;
  expect(told(await ask('GET /user/status', { token }))).toBe(
    line(403, { error: 'Insufficient permissions' }),
  );
  const body = { current_password: password, new_password: NEW_PASSWORD };
  expect(told(await ask('POST /user/change-password', { token, body }))).toBe(
    message(200, 'Password changed'),
  );
});

test('POST /auth/logout ends the session of its token, whatever the body', async () => {
  const person = await flask.person();
  const [token, other] = [await flask.signIn(person), await flask.signIn(person)];
  expect(told(await askAnonymously('POST /auth/logout', { token }))).toBe(
    line(200, { msg: 'Successfully logged out' }),
  );
  expect(told(await ask('POST /auth/logout', { token }))).toBe(line(401, { msg: 'Token has been revoked' }));
  expect(told(await ask('POST /auth/logout', { token: other, body: { refresh_token: 'x' } }))).toBe(
    line(200, { msg: 'Successfully logged out' }),
  );
});
