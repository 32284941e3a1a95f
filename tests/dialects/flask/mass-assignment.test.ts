import { unique } from '../../http/api';
import { fullObject, line, PASSWORD, recordOf, told, useFlask } from './flask';

const flask = useFlask();
const { ask } = flask;

/** Keys of columns, of other dialects and of what such APIs often have. None of them is one of ours. */
const STRAY: Readonly<Record<string, unknown>> = {
  id: '000000000000000000000001',
  _id: '000000000000000000000001',
  ulid: '01KH1K9G4KPG10BEV0PNTMYNWJ',
  hex_id: '000000000000000000000001',
  name: 'Display Name',
  phone: '+49308001',
  phone_number: '+49308001',
  role: 'admin',
  role_id: 3,
  is_admin: true,
  isAdmin: true,
  can_write: false,
  status: 'suspended',
  password_hash: '$2b$04$abcdefghijklmnopqrstuv',
  password_expiration: '2020-01-01T00:00:00.000000+00:00',
  must_change_password: true,
  failed_login_attempts: 5,
  failed_logins: 5,
  otp_resend_count: 5,
  lock_until: '9999-12-30T00:00:00.000000+00:00',
  locked: true,
  created_at: '2020-01-01T00:00:00.000000+00:00',
  updated_at: '2020-01-01T00:00:00.000000+00:00',
  deleted_at: '2020-01-01T00:00:00.000000+00:00',
  last_login: '2020-01-01T00:00:00.000000+00:00',
  session_epoch: 7,
  version: 7,
};

test('create takes nothing that it does not know', async () => {
  const username = unique('stray');
  const known = { username, email: `${username}@example.com`, user_type: 'employee', password: PASSWORD };
  const answer = await ask('POST /user/users', { body: { ...STRAY, ...known } });
  const { id } = answer.json as { id: string };
  expect(id).not.toBe(STRAY['id']);
  expect(told(answer)).toBe(line(201, fullObject({ ...known, hexId: id })));
});

test('neither does update: nothing changes, and nothing is noted', async () => {
  const person = await flask.person();
  const before = await recordOf(flask, person.id);
  for (const method of ['PUT', 'PATCH']) {
    const answer = await ask(`${method} /user/users/${person.hexId}`, { body: STRAY });
    expect(told(answer)).toBe(line(200, fullObject(person)));
  }
  expect(await recordOf(flask, person.id)).toEqual(before);
  await flask.signIn(person);
});

test('nor do tasks', async () => {
  const person = await flask.person();
  const { hexId: user_id } = person;
  await ask('POST /user/unlock', { body: { ...STRAY, user_id, roles: ['admin'] } });
  await ask(`POST /user/users/${user_id}/reset-otp-count`, { body: { roles: ['admin'], is_active: false } });
  const token = await flask.signIn(person);
  await ask('POST /user/change-password', {
    token,
    body: {
      current_password: PASSWORD,
      new_password: PASSWORD,
      user_id: flask.api.admin.hexId,
      roles: ['admin'],
    },
  });
  expect(await recordOf(flask, person.id)).toMatchObject({ roles: ['user'], status: 'active' });
  expect(await recordOf(flask, flask.api.admin.id)).toMatchObject({ has_password: true, version: 1 });
});
