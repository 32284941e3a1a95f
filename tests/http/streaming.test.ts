import { COUNTS } from '../support/counts';
import { insertManyUsers } from '../support/many-users';
import { type MeasuredServer, startMeasuredServer } from '../support/measured-server';
import { report } from '../support/report';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const TIMEOUT = 300_000;
const MEMORY_LIMIT_MB = 150;
// The administrator that the server makes for itself is a user too.
const USERS = COUNTS.streamedUsers + 1;

let database: TestDatabase;
let server: MeasuredServer;

beforeAll(async () => {
  database = await createTestDatabase();
  await insertManyUsers(database.url, COUNTS.streamedUsers);
  server = await startMeasuredServer(database.url);
}, TIMEOUT);

afterAll(async () => {
  await server?.stop();
  await database?.drop();
}, TIMEOUT);

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { ...init, headers: { Authorization: `Bearer ${server.token}` } });

interface WireUser {
  readonly id: number;
  readonly username: string;
}

const expectWholeList = (users: readonly WireUser[]): void => {
  expect(users).toHaveLength(USERS);
  const outOfOrder = users.filter((user, index) => index > 0 && user.id <= (users[index - 1] as WireUser).id);
  expect(outOfOrder).toEqual([]);
};

const memoryTest = process.platform === 'linux' ? test : test.skip;

test('the whole list is one JSON array in the order of the ids', async () => {
  const response = await get('/api/users');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const users = (await response.json()) as WireUser[];
  expectWholeList(users);
  expect(users[0]).toEqual({
    id: 1,
    username: 'user1',
    email: 'user1@example.com',
    status: 'active',
    created_at: '2023-01-01T00:00:00Z',
    updated_at: '2023-01-01T00:00:00Z',
  });
}, 60_000);

test('other reads are answered while lists are on their way', async () => {
  const lists = Array.from({ length: 3 }, () => get('/api/users/list').then((response) => response.json()));
  let isStreaming = true;
  const streamed = Promise.all(lists).finally(() => {
    isStreaming = false;
  });
  let answered = 0;
  do {
    const response = await get(`/api/users/get/${1 + (answered % 1000)}`);
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    answered += 1;
  } while (isStreaming);
  for (const users of await streamed) expectWholeList(users as WireUser[]);
  report(`3 lists of ${USERS} users at once: ${answered} single reads answered meanwhile, 0 failed`);
}, 120_000);

memoryTest(
  `memory stays under ${MEMORY_LIMIT_MB} MB, whole lists and callers who stop reading included (skipped where there is no /proc)`,
  async () => {
    const stalled = await Promise.all(Array.from({ length: 5 }, () => get('/api/users')));
    expectWholeList((await (await get('/api/users')).json()) as WireUser[]);
    for (const response of stalled) await response.body?.cancel();
    const memory = server.memory();
    report(`whole list of ${USERS} users: peak RSS ${memory?.peak.toFixed(0)} MB`);
    expect(memory?.peak).toBeLessThan(MEMORY_LIMIT_MB);
  },
  120_000,
);
