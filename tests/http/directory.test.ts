import { outcome, useApi } from './api';
import { movableClock } from './movable-clock';
import { nextOf, walk } from './walk';

const clock = movableClock('2024-05-06T07:00:00Z');
const api = useApi({ clock });

interface Entry {
  readonly id: number;
  readonly username: string;
}

beforeAll(async () => {
  await api.server.user({
    username: 'whole',
    name: 'Whole Person',
    email: 'Whole@Example.com',
    phone: '+49 30 1234',
    employeeId: 'E-1042',
    isEmailVerified: true,
    roles: ['readonly', 'editor'],
    password: 'password-1',
    canWrite: false,
  });
  await api.server.user({ username: 'bare' });
  const locked = await api.server.user({ username: 'locked' });
  await api.ask(`POST /api/users/${locked.id}/lock`);
  const gone = await api.server.user({ username: 'gone' });
  await api.ask(`DELETE /api/users/${gone.id}`);
});

const names = async (query: string): Promise<string[]> => {
  const answer = await api.ask(`GET /api/directory?${query}`);
  if (answer.status !== 200) throw new Error(outcome(answer));
  return (answer.json as Entry[]).map(({ username }) => username);
};

const get = async (id: string | number) =>
  (await api.ask(`GET /api/directory/${id}`)).json as Record<string, unknown>;

test('the whole record: ids, roles in rank order, state, counts, phone, times', async () => {
  await api.ask('POST /api/users/2/suspend', { body: { reason: 'away', until: '2024-06-01T00:00:00Z' } });
  expect(await get(2)).toEqual({
    id: 2,
    ulid: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
    hex_id: expect.stringMatching(/^[0-9a-f]{24}$/),
    username: 'whole',
    name: 'Whole Person',
    email: 'Whole@Example.com',
    phone: '+49 30 1234',
    user_type: 'employee',
    employee_id: 'E-1042',
    is_email_verified: true,
    roles: ['editor', 'readonly'],
    status: 'suspended',
    suspension: { reason: 'away', until: '2024-06-01T00:00:00Z', at: '2024-05-06T07:00:00Z', by: 1 },
    can_write: false,
    lock: null,
    failed_sign_ins: 0,
    otp_resends: 0,
    otp_closed_until: null,
    has_password: true,
    must_change_password: false,
    password_changed_at: '2024-05-06T07:00:00Z',
    password_expires_at: null,
    last_login: null,
    created_at: '2024-05-06T07:00:00Z',
    updated_at: '2024-05-06T07:00:00Z',
    deleted_at: null,
    version: 2,
  });
  await api.ask('POST /api/users/2/unsuspend');
});

test('null where there is nothing; every key is always there', async () => {
  const [whole, bare] = [await get(2), await get(3)];
  expect(Object.keys(bare)).toEqual(Object.keys(whole));
  expect(bare).toMatchObject({
    name: null,
    phone: null,
    user_type: 'employee',
    employee_id: null,
    is_email_verified: false,
    has_password: false,
    password_changed_at: null,
    suspension: null,
  });
});

test('a deleted user is found by id, with when', async () => {
  const { deleted_at, ulid, hex_id } = await get(5);
  expect(deleted_at).toBe('2024-05-06T07:00:00Z');
  for (const id of [ulid, hex_id]) expect(await get(String(id))).toMatchObject({ id: 5, username: 'gone' });
});

describe('the list', () => {
  test('is the whole records, deleted users left out unless asked for', async () => {
    const listed = (await api.ask('GET /api/directory/list')).json as Entry[];
    for (const entry of listed) expect(entry).toEqual(await get(entry.id));
    expect(listed.map(({ username }) => username)).toEqual(['admin', 'whole', 'bare', 'locked']);
    expect(await names('deleted=only')).toEqual(['gone']);
    expect(await names('deleted=include&sort=-id')).toEqual(['gone', 'locked', 'bare', 'whole', 'admin']);
  });

  test('has the filters of users, and locked', async () => {
    expect(await names('locked=true')).toEqual(['locked']);
    expect(await names('locked=false')).toEqual(['admin', 'whole', 'bare']);
    expect(await names('role=editor&locked=false&status=active&q=PERSON')).toEqual(['whole']);
    for (const query of [
      'locked=yes',
      'locked=',
      'status=x',
      'role=x',
      'sort=phone',
      'deleted=x',
      'limit=0',
    ]) {
      expect(outcome(await api.ask(`GET /api/directory?${query}`))).toMatch(/^400 /);
    }
  });

  test('a lock by failures that has run out counts no more', async () => {
    await api.server.database.pool.query(
      "update users set lock_cause = 'failures', locked_until = '2024-05-07T00:00:00Z' where username = 'bare'",
    );
    expect(await names('locked=true')).toEqual(['bare', 'locked']);
    clock.set('2024-05-07T00:00:01Z');
    expect(await names('locked=true')).toEqual(['locked']);
    expect(await get(3)).toMatchObject({ lock: null });
    clock.set('2024-05-06T07:00:00Z');
  });

  test('comes in pages', async () => {
    const { pages, answers } = await walk<Entry>(api, '/api/directory?limit=3&deleted=include&sort=username');
    expect(pages.flat().map(({ username }) => username)).toEqual([
      'admin',
      'bare',
      'gone',
      'locked',
      'whole',
    ]);
    expect(answers.map(({ headers }) => headers['x-total-count'])).toEqual(['5', undefined]);
    expect(answers.map((answer) => nextOf(answer) !== null)).toEqual([true, false]);
  });
});
