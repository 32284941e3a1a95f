import { unique } from '../../http/api';
import { error, line, MALFORMED, missing, PASSWORD, told, useColon, WRITTEN_START, wrong } from './colon';

const colon = useColon();

const newUser = (differing: Readonly<Record<string, unknown>> = {}) => {
  const username = unique('newuser');
  return { username, email: `${username}@example.com`, password: PASSWORD, role: 'user', ...differing };
};

const create = (body: unknown) => colon.ask('POST /users:create', { body });

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

test('answers with the user, under a message', async () => {
  const body = newUser();
  const answer = await create(body);
  const { user } = answer.json as { user: { id: string } };
  expect(user.id).toMatch(ULID);
  expect(told(answer)).toBe(
    line(201, {
      message: 'user created successfully',
      user: {
        id: user.id,
        username: body.username,
        email: body.email,
        role: 'user',
        can_write: true,
        created_at: WRITTEN_START,
        updated_at: WRITTEN_START,
      },
    }),
  );
  expect((await colon.signIn(body)).access_token).toBeTruthy();
});

test.each([
  ['user', undefined, true],
  ['admin', undefined, true],
  ['editor', undefined, true],
  ['general', undefined, true],
  ['readonly', undefined, false],
  ['readonly', true, true],
  ['readonly', false, false],
  ['user', false, false],
])('role %s with can_write %s can write: %s', async (role, given, expected) => {
  const answer = await create(newUser({ role, ...(given !== undefined && { can_write: given }) }));
  expect(answer).toMatchObject({ status: 201, json: { user: { role, can_write: expected } } });
});

test.each([
  [{}, 'username'],
  [{ username: 'x' }, 'email'],
  [{ username: 'x', email: 'no email' }, 'password'],
  [{ username: 'x', email: 'no email', password: 'weak' }, 'role'],
  [{ email: 'no email', password: 'weak', role: 'nobody' }, 'username'],
  [{ role: 'nobody' }, 'username'],
])('of %j the first failure is that %s is missing', async (body, field) => {
  expect(told(await create(body))).toBe(missing(field));
});

test.each(['username', 'email', 'password', 'role'])('%s must be there and hold something', async (field) => {
  const { [field]: _left, ...without } = newUser() as Record<string, unknown>;
  for (const body of [without, newUser({ [field]: null }), newUser({ [field]: '' })]) {
    expect(told(await create(body))).toBe(missing(field));
  }
});

test.each(['username', 'email'])('blanks are no %s', async (field) => {
  for (const blank of [' ', '   ', '\t', '\u3000']) {
    expect(told(await create(newUser({ [field]: blank })))).toBe(missing(field));
  }
});

const EMAIL = wrong('invalid email format', 'INVALID_EMAIL_FORMAT');
const ROLE = wrong('invalid role', 'INVALID_ROLE');
const SHORT = wrong('password must be at least 8 characters', 'WEAK_PASSWORD');

test.each<[Record<string, unknown>, string]>([
  [{ username: 'a@b', email: 'no email', role: 'nobody', password: 'weak', can_write: 'x' }, EMAIL],
  [{ username: 'a@b', role: 'nobody', password: 'weak', can_write: 'x' }, ROLE],
  [{ username: 'a@b', password: 'weak', can_write: 'x' }, SHORT],
  [{ username: 'a@b', can_write: 'x' }, wrong('username is invalid')],
  [{ can_write: 'x' }, wrong('can_write must be a boolean')],
])('of %j one failure is told, in the order of the contract', async (differing, expected) => {
  expect(told(await create(newUser(differing)))).toBe(expected);
});

test.each<[body: unknown]>([[undefined], [[]], [null], ['text'], [5]])('no object: %j', async (body) => {
  expect(told(await create(body))).toBe(MALFORMED);
});

describe('what is taken', () => {
  test('by the username first, then by the email', async () => {
    const { username, email } = await colon.person();
    const taken = (body: Record<string, unknown>) => create(newUser(body)).then(told);
    expect(await taken({ username, email })).toBe(error(409, 'username already exists', 'USERNAME_EXISTS'));
    expect(await taken({ username: username.toUpperCase() })).toBe(
      error(409, 'username already exists', 'USERNAME_EXISTS'),
    );
    expect(await taken({ email })).toBe(error(409, 'email already exists', 'EMAIL_EXISTS'));
    expect(await taken({ email: email.toUpperCase() })).toBe(
      error(409, 'email already exists', 'EMAIL_EXISTS'),
    );
  });

  test('is told after what is wrong', async () => {
    const { username } = await colon.person();
    expect(told(await create(newUser({ username, password: 'weak' })))).toBe(SHORT);
  });
});

test('a role above its own is nobody’s to give', async () => {
  expect(told(await create(newUser({ role: 'superadmin' })))).toBe(
    error(403, 'admin access required', 'AUTHZ_ROLE_REQUIRED'),
  );
});
