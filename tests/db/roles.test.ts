import { ROLE_IDS, ROLE_NAMES, ROLE_PERMISSIONS } from '../../src/domain/role';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('the roles in the database are those of the domain', async () => {
  const { rows } = await database.pool.query('select name, id from roles');
  expect(Object.fromEntries(rows.map(({ name, id }) => [name, id]))).toEqual(ROLE_IDS);
});

test('and so are their permissions', async () => {
  const { rows } = await database.pool.query(
    'select name, permission from role_permissions join roles on roles.id = role_id',
  );
  const stored = rows.map(({ name, permission }) => `${name} ${permission}`);
  const known = ROLE_NAMES.flatMap((name) =>
    [...ROLE_PERMISSIONS[name]].map((permission) => `${name} ${permission}`),
  );
  expect(stored.sort()).toEqual(known.sort());
});
