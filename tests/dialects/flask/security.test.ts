import { line, message, type Person, recordOf, START, told, useFlask } from './flask';

const flask = useFlask();
const { ask, askAnonymously } = flask;

afterEach(() => flask.clock.set(START));

const lock = ({ hexId }: Person) => ask(`POST /user/users/${hexId}/lock`);

/** Both ways to unlock, with the id where each has it. */
const UNLOCKS: readonly (readonly [string, (person: Person) => ReturnType<typeof ask>])[] = [
  ['POST /user/users/{id}/unlock', ({ hexId }) => ask(`POST /user/users/${hexId}/unlock`)],
  ['POST /user/unlock', ({ hexId }) => ask('POST /user/unlock', { body: { user_id: hexId } })],
];

const isLocked = async ({ hexId }: Person) => told(await ask(`GET /user/security/lock-status/${hexId}`));
const LOCKED = line(200, { locked: true });
const OPEN = line(200, { locked: false });

const failToSignIn = async ({ username }: Person, times = 5): Promise<void> => {
  for (let tries = 0; tries < times; tries += 1)
    await askAnonymously('POST /auth/login', { body: { username, password: 'not-the-password' } });
};

test('lock ends sessions and closes sign-in; the answer names the user', async () => {
  const person = await flask.person();
  const token = await flask.signIn(person);
  expect(told(await lock(person))).toBe(message(200, `User ${person.hexId} locked`));
  expect(await isLocked(person)).toBe(LOCKED);
  expect((await ask('GET /user/status', { token })).status).toBe(401);
  await expect(flask.signIn(person)).rejects.toThrow('Invalid credentials');
  expect(told(await lock(person))).toBe(message(200, `User ${person.hexId} locked`));
});

describe.each(UNLOCKS)('%s', (_spelling, unlock) => {
  const answerFor = ({ hexId }: Person): string => message(200, `User ${hexId} unlocked`);

  test('opens what an administrator locked', async () => {
    const person = await flask.person();
    await lock(person);
    expect(told(await unlock(person))).toBe(answerFor(person));
    expect(await isLocked(person)).toBe(OPEN);
    await flask.signIn(person);
  });

  test('opens what failures locked, and gives the whole budget back', async () => {
    const person = await flask.person();
    await failToSignIn(person);
    expect(await isLocked(person)).toBe(LOCKED);
    expect(told(await unlock(person))).toBe(answerFor(person));
    expect(await isLocked(person)).toBe(OPEN);
    await failToSignIn(person, 4);
    await flask.signIn(person);
  });

  test('of a user who is not locked succeeds and has no effect', async () => {
    const person = await flask.person();
    const before = await recordOf(flask, person.id);
    for (let times = 0; times < 2; times += 1) expect(told(await unlock(person))).toBe(answerFor(person));
    expect(await recordOf(flask, person.id)).toEqual(before);
    const { items } = await flask.api.server.wiring.needs.work.read.audit.list(
      { action: 'users.unlock', targetId: String(person.id) },
      { limit: 5 },
    );
    expect(items).toEqual([]);
  });
});

test('lock-status: a lock that has run out is none', async () => {
  const person = await flask.person();
  expect(await isLocked(person)).toBe(OPEN);
  await failToSignIn(person);
  expect(await isLocked(person)).toBe(LOCKED);
  flask.clock.advance(24 * 3600);
  expect(await isLocked(person)).toBe(OPEN);
});

test('POST /user/users/{id}/reset-otp-count opens sign-in by code again', async () => {
  const mobile = '+49303001';
  const person = await flask.person({ phone: mobile });
  await flask.codeFor(mobile);
  for (let resends = 0; resends < 5; resends += 1)
    await askAnonymously('POST /user/security/resend-otp', { body: { mobile } });
  expect(await recordOf(flask, person.id)).toMatchObject({ otp_resends: 5 });
  const reset = () => ask(`POST /user/users/${person.hexId}/reset-otp-count`);
  for (let times = 0; times < 2; times += 1)
    expect(told(await reset())).toBe(message(200, `OTP count reset for ${person.hexId}`));
  expect(await recordOf(flask, person.id)).toMatchObject({ otp_resends: 0, otp_closed_until: null });
  expect(await flask.codeFor(mobile)).toMatch(/^\d{6}$/);
});

describe('POST /user/security/extend-password-expiry', () => {
  const extend = ({ hexId }: Person, more: Record<string, unknown> = {}) =>
    ask('POST /user/security/extend-password-expiry', { body: { user_id: hexId, ...more } });
  const expiryIn = async ({ id }: Person): Promise<unknown> => {
    const { rows } = await flask.api.server.database.pool.query(
      'select password_expires_at from users where id = $1',
      [id],
    );
    return rows[0].password_expires_at;
  };
  const EXTENDED = message(200, 'Password expiry extended');

  test('by so many days, counted from what it was', async () => {
    const person = await flask.person();
    expect(told(await extend(person, { days: 30 }))).toBe(EXTENDED);
    expect(String(await expiryIn(person))).toContain('2026-03-10');
    expect(told(await extend(person, { days: 1 }))).toBe(EXTENDED);
    expect(String(await expiryIn(person))).toContain('2026-03-11');
  });

  test('by 90 days where nobody says how many', async () => {
    const person = await flask.person();
    expect(told(await extend(person))).toBe(EXTENDED);
    expect(String(await expiryIn(person))).toContain('2026-05-09');
  });

  test.each([
    [0, 'days must be from 1 to 3650'],
    [-1, 'days must be from 1 to 3650'],
    [3651, 'days must be from 1 to 3650'],
    [1e300, 'days must be from 1 to 3650'],
    [1.5, 'days must be an integer'],
    ['30', 'days must be an integer'],
    [true, 'days must be an integer'],
    [[30], 'days must be an integer'],
    [null, 'days must not be null'],
  ])('days: %j is refused', async (days, sentence) => {
    const person = await flask.person();
    expect(told(await extend(person, { days }))).toBe(message(400, sentence));
    expect(await expiryIn(person)).toBeNull();
  });
});
