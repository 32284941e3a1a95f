import { unique } from '../../http/api';
import { line, NO_FIELDS, PASSWORD, recordOf, told, useColon, wireUser } from './colon';

const colon = useColon();

/** Keys of other dialects, of the database and of answers, none of which this dialect writes. */
const FOREIGN = {
  id: 1,
  ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ',
  hex_id: '648a1f0b9c3d2e4f5a6b7c8d',
  name: 'Mallory',
  status: 'suspended',
  is_active: false,
  phone: '+491',
  mobile: '+491',
  roles: ['superadmin'],
  role_id: 3,
  canWrite: false,
  user_type: 'general',
  employee_id: 'E-1',
  is_email_verified: true,
  deleted_at: '2020-01-01T00:00:00Z',
  password_hash: 'x',
  failed_logins: 3,
  session_epoch: 9,
  version: 9,
  created_at: '2020-01-01T00:00:00Z',
  last_login_at: '2020-01-01T00:00:00Z',
  constructor: { prototype: { role: 'admin' } },
};

const UNTOUCHED = {
  name: null,
  status: 'active',
  phone: null,
  roles: ['user'],
  can_write: true,
  user_type: 'employee',
  employee_id: null,
  is_email_verified: false,
  failed_sign_ins: 0,
  last_login: null,
  created_at: '2026-02-09T16:20:56Z',
  deleted_at: null,
  version: 1,
};

test('a create drops them', async () => {
  const username = unique('made');
  const own = { username, email: `${username}@example.com`, password: PASSWORD, role: 'user' };
  const answer = await colon.ask('POST /users:create', { body: { ...FOREIGN, ...own } });
  const { user } = answer.json as { user: { id: string } };
  expect(answer.status).toBe(201);
  expect((await colon.ask(`GET /api/directory/${user.id}`)).json).toMatchObject({ ...UNTOUCHED, username });
  expect(await recordOf(colon, 1)).toMatchObject({ username: 'admin', roles: ['admin'] });
});

test('an update drops them', async () => {
  const person = await colon.person();
  const update = (body: unknown) => colon.ask(`POST /users:update?id=${person.ulid}`, { body });
  expect(told(await update(FOREIGN))).toBe(NO_FIELDS);
  expect(told(await update({ ...FOREIGN, can_write: true }))).toBe(
    line(200, { message: 'user updated successfully', user: wireUser(person) }),
  );
  expect(await recordOf(colon, person.id)).toMatchObject({ ...UNTOUCHED, username: person.username });
});

test('so does one of oneself', async () => {
  const person = await colon.person();
  const { access_token: token } = await colon.signIn(person);
  const body = { ...FOREIGN, role: 'admin', can_write: false, username: 'other' };
  expect(told(await colon.ask('POST /auth:me', { token, body }))).toBe(NO_FIELDS);
  const { last_login, ...untouched } = UNTOUCHED;
  expect(await recordOf(colon, person.id)).toMatchObject({ ...untouched, username: person.username });
  expect(last_login).toBeNull();
});

test('and the making of an API key', async () => {
  const body = {
    ...FOREIGN,
    name: unique('key'),
    role: 'user',
    user_id: 2,
    policy_id: 1,
    expires_at: null,
    key: 'mine',
    digest: 'x',
    prefix: 'mine',
    revoked_at: '2020-01-01T00:00:00Z',
  };
  const answer = await colon.ask('POST /apikeys:create', { body });
  expect(answer.json).toMatchObject({ apikey: { name: body.name, role: 'user', can_write: false } });
  const { key } = answer.json as { key: string };
  expect((await colon.ask('GET /auth:me', { token: key })).json).toMatchObject({
    user: { username: 'admin' },
  });
});
