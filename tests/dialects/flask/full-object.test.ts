import { fullObject, line, START, told, useFlask } from './flask';

const flask = useFlask({ settings: { PASSWORD_MAX_AGE_DAYS: '90' } });

const EXPIRES = '2026-05-09T04:36:57.123000+00:00';

const get = async (hexId: string) => told(await flask.ask(`GET /user/users/${hexId}`));

afterEach(() => flask.clock.set(START));

test('all keys in their order, with times to the microsecond and an offset', async () => {
  const person = await flask.person();
  expect(await get(person.hexId)).toBe(line(200, fullObject(person, { password_expiration: EXPIRES })));
});

test('microseconds are told as they are kept', async () => {
  const person = await flask.person();
  await flask.api.server.database.pool.query(
    `update users set created_at = '2025-12-31 23:59:59.999999+00', updated_at = '2026-01-01 00:00:00+02',
       last_sign_in_at = '2026-01-02 03:04:05.6+00', password_expires_at = '2027-01-01 00:00:00.000001+00' where id = $1`,
    [person.id],
  );
  expect(await get(person.hexId)).toBe(
    line(
      200,
      fullObject(person, {
        created_at: '2025-12-31T23:59:59.999999+00:00',
        updated_at: '2025-12-31T22:00:00.000000+00:00',
        last_login: '2026-01-02T03:04:05.600000+00:00',
        password_expiration: '2027-01-01T00:00:00.000001+00:00',
      }),
    ),
  );
});

test('last_login is null before the first sign-in and touches updated_at never', async () => {
  const person = await flask.person();
  flask.clock.set('2026-02-08T05:00:00Z');
  await flask.signIn(person);
  expect(await get(person.hexId)).toBe(
    line(
      200,
      fullObject(person, { last_login: '2026-02-08T05:00:00.000000+00:00', password_expiration: EXPIRES }),
    ),
  );
});

test('who has no password has no end of it', async () => {
  const person = await flask.api.server.user({ username: 'codes-only', userType: 'general' });
  expect(await get(person.hexId)).toBe(line(200, fullObject(person, { user_type: 'general' })));
});

describe('lock_until', () => {
  test('of a lock by failures is its end', async () => {
    const person = await flask.person();
    for (let tries = 0; tries < 5; tries += 1) {
      await flask.askAnonymously('POST /auth/login', {
        body: { username: person.username, password: 'not-the-password' },
      });
    }
    expect(await get(person.hexId)).toBe(
      line(
        200,
        fullObject(person, {
          failed_login_attempts: 5,
          lock_until: '2026-02-09T04:36:57.123000+00:00',
          password_expiration: EXPIRES,
        }),
      ),
    );
    flask.clock.set('2026-02-09T04:36:57.123Z');
    expect(JSON.parse((await get(person.hexId)).slice(4))).toMatchObject({ lock_until: null });
  });

  test('of a lock by an administrator is further away than any clock, in whatever time zone it is shown', async () => {
    const person = await flask.person();
    await flask.ask(`POST /user/users/${person.hexId}/lock`);
    const object = JSON.parse((await get(person.hexId)).slice(4));
    expect(object.lock_until).toBe('9999-12-30T00:00:00.000000+00:00');
  });
});

test('otp_resend_count counts resends', async () => {
  const person = await flask.person({ phone: '+49302001' });
  await flask.codeFor('+49302001');
  for (let resends = 0; resends < 2; resends += 1)
    await flask.askAnonymously('POST /user/security/resend-otp', { body: { mobile: '+49302001' } });
  expect(JSON.parse((await get(person.hexId)).slice(4))).toMatchObject({ otp_resend_count: 2 });
});

test.each([
  [['superadmin'], true],
  [['admin'], true],
  [['readonly', 'admin'], true],
  [['creator'], false],
  [['readonly'], false],
] as const)('is_admin is derived: %j', async (roles, isAdmin) => {
  const { hexId } = await flask.person({ roles: [...roles] });
  expect(JSON.parse((await get(hexId)).slice(4))).toMatchObject({ is_admin: isAdmin });
});

test('no answer holds a password, a hash or a code', async () => {
  const { hexId } = await flask.person();
  expect(Object.keys(JSON.parse((await get(hexId)).slice(4)))).toEqual([
    'id',
    'user_type',
    'username',
    'email',
    'employee_id',
    'mobile',
    'is_active',
    'is_admin',
    'is_email_verified',
    'roles',
    'failed_login_attempts',
    'otp_resend_count',
    'lock_until',
    'created_at',
    'updated_at',
    'last_login',
    'password_expiration',
  ]);
});
