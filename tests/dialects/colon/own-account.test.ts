import { unique } from '../../http/api';
import {
  account,
  error,
  line,
  MALFORMED,
  NEW_PASSWORD,
  NO_FIELDS,
  NO_TOKEN,
  NOT_WRITER,
  told,
  useColon,
  wrong,
} from './colon';

const colon = useColon();

const me = (token: string, body: unknown) => colon.ask('POST /auth:me', { token, body });

const UPDATED = 'user updated successfully';
const CHANGED = 'password updated successfully, please login again';

test.each([
  ['user', true],
  ['readonly', true],
  ['admin', true],
  ['superadmin', true],
])('%s changes its own email', async (role, canWrite) => {
  const person = await colon.person({ roles: [role as 'user'], canWrite });
  const { access_token } = await colon.signIn(person);
  const email = `${unique('own')}@example.com`;
  const told_ = told(await me(access_token, { email }));
  const user = account({ ...person, email }, { role, can_write: canWrite });
  expect(told_).toBe(line(200, { message: UPDATED, user }));
  expect(told(await colon.ask('GET /auth:me', { token: access_token }))).toBe(line(200, { user }));
});

test.each([{}, { username: 'other' }, { role: 'admin' }, { can_write: true }, { action: 'x' }])(
  'nothing to change in %j',
  async (body) => {
    const { access_token } = await colon.signIn(await colon.person());
    expect(told(await me(access_token, body))).toBe(NO_FIELDS);
  },
);

test('what else stands beside the email changes nothing', async () => {
  const person = await colon.person();
  const { access_token } = await colon.signIn(person);
  const email = `${unique('own')}@example.com`;
  const body = { email, role: 'admin', username: 'other', can_write: false, id: 1, status: 'suspended' };
  expect(told(await me(access_token, body))).toBe(
    line(200, { message: UPDATED, user: account({ ...person, email }) }),
  );
});

test.each<[unknown, string]>([
  [undefined, MALFORMED],
  [[], MALFORMED],
  [{ email: 'no email' }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
  [{ email: null }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
  [{ email: '' }, wrong('invalid email format', 'INVALID_EMAIL_FORMAT')],
])('%j is refused', async (body, expected) => {
  const { access_token } = await colon.signIn(await colon.person());
  expect(told(await me(access_token, body))).toBe(expected);
});

test('a taken email', async () => {
  const { email } = await colon.person();
  const { access_token } = await colon.signIn(await colon.person());
  expect(told(await me(access_token, { email }))).toBe(error(409, 'email already exists', 'EMAIL_EXISTS'));
});

test('who may not write changes its password and nothing else', async () => {
  const person = await colon.person({ canWrite: false });
  const { access_token } = await colon.signIn(person);
  expect(told(await me(access_token, { email: 'other@example.com' }))).toBe(NOT_WRITER);
  expect(told(await me(access_token, {}))).toBe(NOT_WRITER);
  const answer = await me(access_token, { old_password: person.password, password: NEW_PASSWORD });
  expect(told(answer)).toBe(line(200, { message: CHANGED, user: account(person, { can_write: false }) }));
});

test('nobody’s account', async () => {
  for (const asked of ['GET /auth:me', 'POST /auth:me']) {
    expect(told(await colon.askAnonymously(asked))).toBe(NO_TOKEN);
  }
});

test('an API token speaks for its owner', async () => {
  const person = await colon.person();
  const token = await colon.api.server.token(person.id);
  expect(told(await colon.ask('GET /auth:me', { token }))).toBe(line(200, { user: account(person) }));
});
