import { unique } from '../../http/api';
import {
  error,
  line,
  MALFORMED,
  NO_FIELDS,
  NO_ID,
  NO_USER,
  NOBODY,
  type Person,
  told,
  useColon,
  wireUser,
  wrong,
} from './colon';

const colon = useColon();

const update = (id: string, body: unknown) => colon.ask(`POST /users:update?id=${id}`, { body });

const updated = (person: Person, differing: Readonly<Record<string, unknown>>): string =>
  line(200, { message: 'user updated successfully', user: wireUser(person, differing) });

beforeEach(() => colon.clock.set('2026-02-09T16:20:56.789Z'));

test.each<Record<string, unknown>>([
  { role: 'admin' },
  { can_write: false },
  { role: 'editor', can_write: false },
  { role: 'readonly', can_write: true },
])('%j, and nothing besides', async (changes) => {
  const person = await colon.person();
  colon.clock.advance(10);
  expect(told(await update(person.ulid, changes))).toBe(
    updated(person, { ...changes, updated_at: '2026-02-09T16:21:06Z' }),
  );
});

test('an email; the whole record as it is then', async () => {
  const person = await colon.person();
  const email = `${unique('changed')}@example.com`;
  expect(told(await update(person.ulid, { email }))).toBe(updated(person, { email }));
  expect(told(await colon.ask(`GET /users:get?id=${person.ulid}`))).toBe(
    line(200, { user: wireUser(person, { email }) }),
  );
});

test('role readonly takes the right to write away unless it is given', async () => {
  const person = await colon.person();
  expect(told(await update(person.ulid, { role: 'readonly' }))).toBe(
    updated(person, { role: 'readonly', can_write: false }),
  );
});

test('one role replaces them all: a demotion demotes', async () => {
  const person = await colon.person({ roles: ['admin', 'editor', 'publisher'] });
  await update(person.ulid, { role: 'editor' });
  const roles = await colon.ask(`GET /api/users/${person.id}/roles`);
  expect(roles.json).toEqual({ roles: ['editor'] });
});

test('what is the same already changes nothing, and is no mistake', async () => {
  const person = await colon.person();
  colon.clock.advance(60);
  expect(told(await update(person.ulid, { email: person.email, role: 'user', can_write: true }))).toBe(
    updated(person, {}),
  );
});

test.each([
  {},
  { nobody: 1 },
  { password: 'NewSecurePassword123#' },
  { status: 'suspended' },
  { action: '' },
])('nothing to change in %j', async (body) => {
  const { ulid } = await colon.person();
  expect(told(await update(ulid, body))).toBe(NO_FIELDS);
});

test.each<[Record<string, unknown>, string]>([
  [{ username: 'other' }, wrong('username cannot be changed')],
  [{ username: 'other', role: 'admin' }, wrong('username cannot be changed')],
  [{ email: 'no email' }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
  [{ email: '' }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
  [{ email: null }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
  [{ email: 5 }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
  [{ role: 'nobody' }, wrong('invalid role', 'INVALID_ROLE')],
  [{ role: '' }, wrong('invalid role', 'INVALID_ROLE')],
  [{ role: null }, wrong('invalid role', 'INVALID_ROLE')],
  [{ role: ['admin'] }, wrong('invalid role', 'INVALID_ROLE')],
  [{ can_write: 'true' }, wrong('can_write must be a boolean')],
  [{ can_write: null }, wrong('can_write must not be null')],
  [{ email: 'no email', role: 'nobody' }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
])('%j is refused and changes nothing', async (body, expected) => {
  const person = await colon.person();
  expect(told(await update(person.ulid, body))).toBe(expected);
  expect(told(await colon.ask(`GET /users:get?id=${person.ulid}`))).toBe(
    line(200, { user: wireUser(person) }),
  );
});

test('a taken email', async () => {
  const [one, other] = [await colon.person(), await colon.person()];
  expect(told(await update(one.ulid, { email: other.email.toUpperCase() }))).toBe(
    error(409, 'email already exists', 'EMAIL_EXISTS'),
  );
});

test('the id comes before the body, the body before the user', async () => {
  expect(told(await colon.ask('POST /users:update', { body: {} }))).toBe(NO_ID);
  expect(told(await colon.ask('POST /users:update?id=', { body: [] }))).toBe(NO_ID);
  expect(told(await update(NOBODY, {}))).toBe(NO_FIELDS);
  expect(told(await update(NOBODY, []))).toBe(MALFORMED);
  expect(told(await update(NOBODY, { role: 'admin' }))).toBe(NO_USER);
  expect(told(await colon.ask(`POST /users:update?id=${NOBODY}`))).toBe(MALFORMED);
});

test('deletes, once', async () => {
  const { ulid } = await colon.person();
  const destroy = () => colon.ask(`POST /users:destroy?id=${ulid}`);
  expect(told(await destroy())).toBe(line(200, { message: 'user deleted successfully' }));
  expect(told(await destroy())).toBe(NO_USER);
  expect(told(await colon.ask(`GET /users:get?id=${ulid}`))).toBe(NO_USER);
  expect(told(await update(ulid, { role: 'admin' }))).toBe(NO_USER);
});

test.each([
  ['POST /users:update', { email: 'other@example.com' }, 'cannot update your own account'],
  ['POST /users:update', {}, 'cannot update your own account'],
  ['POST /users:update', { action: 'reset_password', new_password: 'x' }, 'cannot update your own account'],
  ['POST /users:update', { action: 'revoke_sessions' }, 'cannot update your own account'],
  ['POST /users:update', { action: 'nothing' }, 'cannot update your own account'],
  ['POST /users:destroy', undefined, 'cannot delete your own account'],
])('%s %j of oneself', async (line, body, sentence) => {
  const answer = await colon.ask(`${line}?id=${colon.api.admin.ulid}`, { body });
  expect(told(answer)).toBe(error(403, sentence, 'CANNOT_MODIFY_SELF'));
});
