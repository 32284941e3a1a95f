import { startTestServer, type TestServer } from '../support/test-server';

let server: TestServer;
afterEach(() => server.stop());

const PASSWORD = 'securepassword123';

const start = async (settings: Record<string, string>): Promise<void> => {
  server = await startTestServer({ settings });
  await server.user({ username: 'jane', password: PASSWORD });
};

const signIn = async (password: string): Promise<number> =>
  (await server.ask('POST /api/auth/login', { body: { username: 'jane', password } })).status;

const inTurn = async (passwords: readonly string[]): Promise<number[]> => {
  const statuses: number[] = [];
  for (const password of passwords) statuses.push(await signIn(password));
  return statuses;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('failures of one name from one address are as many as set, for as long as set', async () => {
  await start({
    SIGN_IN_FAILURES_PER_ADDRESS: '2',
    SIGN_IN_WINDOW: '1',
    SIGN_IN_FAILURES_PER_ACCOUNT: '100',
  });
  expect(await inTurn(['wrong', 'wrong', PASSWORD])).toEqual([401, 401, 429]);
  await wait(1100);
  expect(await signIn(PASSWORD)).toBe(200);
});

test('an account locks after as many failures as set, for as long as set', async () => {
  await start({
    SIGN_IN_FAILURES_PER_ADDRESS: '100',
    SIGN_IN_FAILURES_PER_ACCOUNT: '2',
    SIGN_IN_LOCK: '1',
  });
  expect(await inTurn(['wrong', 'wrong', PASSWORD])).toEqual([401, 401, 401]);
  await wait(1100);
  expect(await signIn(PASSWORD)).toBe(200);
});
