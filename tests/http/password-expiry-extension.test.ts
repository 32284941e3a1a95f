import { outcome, succeeded, unique, useApi } from './api';
import { movableClock } from './movable-clock';

const NOW = '2026-01-01T12:00:00Z';
const PASSWORD = 'password-1';
const DONE = succeeded('Password expiry extended successfully');

const clock = movableClock(NOW);
const withExpiry = useApi({ clock, settings: { PASSWORD_MAX_AGE_DAYS: '60' } });
const withoutExpiry = useApi({ clock });

beforeEach(() => clock.set(NOW));

const LINES = [
  (id: number) => `POST /api/users/${id}/extend-password-expiry`,
  (id: number) => `POST /api/users/extend-password-expiry/${id}`,
] as const;

type Api = typeof withExpiry;

const makeUser = async ({ server }: Api) => server.user({ username: unique('user'), password: PASSWORD });

const expiryOf = async ({ ask }: Api, id: number): Promise<unknown> =>
  ((await ask(`GET /api/directory/${id}`)).json as Record<string, unknown>)['password_expires_at'];

const ownExpiryOf = async ({ server }: Api, id: number): Promise<string | undefined> =>
  (
    await server.database.pool.query(
      `select to_char(password_expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as own from users where id = $1`,
      [id],
    )
  ).rows[0]?.own;

const entriesOf = async ({ ask }: Api, id: number) => {
  const query = `action=users.extendPasswordExpiry&target_type=user&target_id=${id}`;
  return ((await ask(`GET /api/audit?${query}`)).json as { details: unknown }[]).map(
    ({ details }) => details,
  );
};

describe.each(LINES.map((line) => [line(0), line] as const))('%s', (_label, line) => {
  test('puts the present expiry off by so many days, and tells in the audit trail', async () => {
    const { id } = await makeUser(withExpiry);
    expect(await expiryOf(withExpiry, id)).toBe('2026-03-02T12:00:00Z');
    expect(outcome(await withExpiry.ask(line(id), { body: { days: 10 } }))).toBe(DONE);
    expect(await expiryOf(withExpiry, id)).toBe('2026-03-12T12:00:00Z');
    expect(await entriesOf(withExpiry, id)).toEqual([{ days: 10, until: '2026-03-12T12:00:00.000000Z' }]);
  });

  test('counts from now where it has passed; the password signs in again', async () => {
    const { id, username } = await makeUser(withExpiry);
    clock.set('2026-06-01T00:00:00Z');
    const signIn = () =>
      withExpiry.server.ask('POST /api/auth/login', { body: { username, password: PASSWORD } });
    expect((await signIn()).json).toMatchObject({ password_change_required: true });
    expect(outcome(await withExpiry.ask(line(id), { body: { days: 1 } }))).toBe(DONE);
    expect(await expiryOf(withExpiry, id)).toBe('2026-06-02T00:00:00Z');
    expect((await signIn()).json).toMatchObject({ refresh_token: expect.any(String) });
  });

  test('by as many days as passwords last where none are given', async () => {
    const { id } = await makeUser(withExpiry);
    expect(outcome(await withExpiry.ask(line(id)))).toBe(DONE);
    expect(await expiryOf(withExpiry, id)).toBe('2026-05-01T12:00:00Z');
  });

  test('works where expiry is off: by 90 days, kept for when it is on', async () => {
    const { id } = await makeUser(withoutExpiry);
    expect(outcome(await withoutExpiry.ask(line(id), { body: {} }))).toBe(DONE);
    expect(await expiryOf(withoutExpiry, id)).toBeNull();
    expect(await ownExpiryOf(withoutExpiry, id)).toBe('2026-04-01T12:00:00Z');
    expect(outcome(await withoutExpiry.ask(line(id), { body: { days: 30 } }))).toBe(DONE);
    expect(await ownExpiryOf(withoutExpiry, id)).toBe('2026-05-01T12:00:00Z');
  });

  test('changes nothing of a user without a password, and leaves no trace', async () => {
    const { id } = await withExpiry.server.user({ username: unique('bare') });
    const before = (await withExpiry.ask(`GET /api/directory/${id}`)).text;
    expect(outcome(await withExpiry.ask(line(id), { body: { days: 10 } }))).toBe(DONE);
    expect((await withExpiry.ask(`GET /api/directory/${id}`)).text).toBe(before);
    expect(await entriesOf(withExpiry, id)).toEqual([]);
  });

  test.each([
    [{ days: 0 }, '400 days must be from 1 to 3650'],
    [{ days: -1 }, '400 days must be from 1 to 3650'],
    [{ days: 3651 }, '400 days must be from 1 to 3650'],
    [{ days: 1.5 }, '400 days must be an integer'],
    [{ days: '10' }, '400 days must be an integer'],
    [{ days: null }, '400 days must not be null'],
    [[], '400 Invalid request body'],
  ])('%j is refused', async (body, expected) => {
    const { id } = await makeUser(withExpiry);
    expect(outcome(await withExpiry.ask(line(id), { body }))).toBe(expected);
    expect(await expiryOf(withExpiry, id)).toBe('2026-03-02T12:00:00Z');
  });

  test('a user that is not there, and callers who may not', async () => {
    expect(outcome(await withExpiry.ask(line(999_999)))).toBe('404 User not found');
    const { id } = await makeUser(withExpiry);
    const own = await withExpiry.server.token(id);
    expect(outcome(await withExpiry.ask(line(id), { token: own }))).toBe('403 Forbidden');
    const root = await withExpiry.server.user({ username: unique('root'), roles: ['superadmin'] });
    expect(outcome(await withExpiry.ask(line(root.id)))).toBe('403 Forbidden');
  });

  test('the next password has a life of its own', async () => {
    const { id } = await makeUser(withExpiry);
    await withExpiry.ask(line(id), { body: { days: 300 } });
    await withExpiry.ask(`PUT /api/users/${id}`, { body: { password: 'password-2' } });
    expect(await expiryOf(withExpiry, id)).toBe('2026-03-02T12:00:00Z');
  });
});
