import { unique, useApi } from '../http/api';
import type { Manners } from './manners';

/** Names that a client may try to write by, besides the columns that there are: keys of other dialects and of habit. */
const HABITS = [
  ...['role', 'roles', 'role_id', 'role_ids', 'role_name', 'permissions', 'is_admin', 'admin', 'superadmin'],
  ...['user', 'fields', 'changes', 'found', 'given', 'uuid', 'user_id', 'canWrite', 'passwordHash', 'mobile'],
  ...[
    'password',
    'password_confirmation',
    'phone_number',
    'is_active',
    'email_verified_at',
    'remember_token',
  ],
  ...[
    'last_login',
    'failed_login_attempts',
    'lock_until',
    'isAdmin',
    'userType',
    'employeeId',
    '$set',
    'type',
  ],
];

/** Values that some code takes for an order, and those that slip through a check for truth. */
const HOSTILE: readonly unknown[] = [
  77,
  'superadmin',
  ['superadmin', 1, 3],
  '2001-01-01T00:00:00Z',
  true,
  false,
  null,
  0,
  '',
  { id: 1, role: 'superadmin' },
];

/** Columns that differ from user to user: who it is, and when it was made. */
const OWN = [
  ...['id', 'ulid', 'hex_id', 'username', 'username_canonical', 'email', 'email_canonical', 'search_text'],
  ...['name', 'name_canonical', 'password_hash', 'password_changed_at', 'created_at', 'updated_at'],
];

/** Body keys reach a column through the field table or not at all. `own` are the keys that the dialect does know. */
export const testMassAssignment = ({ users, newUser }: Manners, own: readonly string[]): void => {
  const api = useApi();

  const query = async (sql: string, values: unknown[] = []) =>
    (await api.server.database.pool.query(sql, values)).rows;

  const rowOf = async (id: unknown): Promise<Record<string, unknown>> =>
    (
      await query(
        `select to_jsonb(u) || jsonb_build_object('roles',
           (select array_agg(role_id order by role_id) from user_roles where user_id = u.id)) as row
         from users u where id = $1`,
        [id],
      )
    )[0]?.['row'];

  const extras = async (value: unknown): Promise<Record<string, unknown>> => {
    const columns = await query(
      "select column_name from information_schema.columns where table_name = 'users'",
    );
    const names = [...columns.map((column) => String(column['column_name'])), ...HABITS];
    return Object.fromEntries(names.filter((name) => !own.includes(name)).map((name) => [name, value]));
  };

  const create = async (more: Record<string, unknown>) => {
    const body = { ...more, ...newUser(`${unique('mail')}@example.com`) };
    const answer = await api.ask(`POST ${users}`, { body });
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
    return rowOf((await query('select max(id) as id from users'))[0]?.['id']);
  };

  const shared = (row: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !OWN.includes(column)));

  test.each(HOSTILE)('unknown keys with %j reach no column', async (value) => {
    const more = await extras(value);
    const plain = await create({});
    const tried = await create(more);
    expect(shared(tried)).toEqual(shared(plain));
    expect(Number(tried['id'])).toBe(Number(plain['id']) + 1);
    expect(tried['password_hash'] === null).toBe(plain['password_hash'] === null);
    expect(Date.parse(String(tried['created_at']))).toBeGreaterThan(Date.now() - 60_000);
    const answer = await api.ask(`PUT ${users}/${tried['id']}`, { body: more });
    expect([answer.status, answer.text]).toEqual([200, answer.text]);
    expect(await rowOf(tried['id'])).toEqual(tried);
  });
};
