import { type MovableClock, movableClock } from '../http/movable-clock';
import { ask, startTestServer, type TestServer } from '../support/test-server';
import { LIMIT, PASSWORD, signIn, signInByEmail, standingOf, told, triesOf, WRONG } from './sign-in-tries';

const REFUSED = '401 Invalid credentials';
const UNHEARD = '429 Too many login attempts';
const DAY = 24 * 60 * 60;
const WINDOW = 15 * 60;

let server: TestServer;
let clock: MovableClock;
let adminToken: string;

beforeAll(async () => {
  clock = movableClock('2026-01-01T12:00:00Z');
  server = await startTestServer({ settings: { TRUST_PROXY: '1' }, clock });
  const admin = await server.user({ username: 'admin', roles: ['admin'] });
  adminToken = await server.token(admin.id);
});

afterAll(() => server.stop());

let made = 0;
const makeUser = () => {
  made += 1;
  return server.user({ username: `user${made}`, password: PASSWORD });
};

const fire = ({ line, body, headers }: ReturnType<typeof signIn>) =>
  ask(server.url, line, { body, headers: headers ?? {} });

/** So many of one sign-in, one after another; what each was told. */
const inTurn = async (count: number, shot: ReturnType<typeof signIn>): Promise<string[]> => {
  const answers: string[] = [];
  for (let tries = 0; tries < count; tries += 1) answers.push(told(await fire(shot)));
  return answers;
};

const times = (count: number, text: string): string[] => Array.from({ length: count }, () => text);

/** The whole budget: one try less lets the right password in, and as many as the limit close it again. */
const expectWholeBudget = async (username: string): Promise<void> => {
  expect(await inTurn(LIMIT - 1, signIn(username, WRONG))).toEqual(times(LIMIT - 1, REFUSED));
  expect(told(await fire(signIn(username, PASSWORD)))).toBe('200');
  expect(await inTurn(LIMIT, signIn(username, WRONG))).toEqual(times(LIMIT, REFUSED));
  expect(told(await fire(signIn(username, PASSWORD)))).toBe(UNHEARD);
};

const unlock = async (id: number): Promise<void> => {
  expect((await server.ask(`POST /api/users/${id}/unlock`, { token: adminToken })).status).toBe(200);
};

test('after an unlock the whole budget is back, as often as that happens', async () => {
  const { id, username } = await makeUser();
  for (let round = 0; round < 3; round += 1) {
    await expectWholeBudget(username);
    expect(await standingOf(server, id)).toEqual({ cause: 'failures', failures: LIMIT });
    await unlock(id);
  }
});

test('an unlock gives the budget back at every address', async () => {
  const { id, username } = await makeUser();
  for (const ip of ['10.1.0.1', '10.2.0.1']) await inTurn(LIMIT, signIn(username, WRONG, ip));
  for (const ip of ['10.1.0.1', '10.2.0.1'])
    expect(told(await fire(signIn(username, PASSWORD, ip)))).toBe(UNHEARD);
  await unlock(id);
  for (const ip of ['10.1.0.1', '10.2.0.1'])
    expect(told(await fire(signIn(username, PASSWORD, ip)))).toBe('200');
});

test('a lock by failures lasts 24 hours to the second, and the whole budget is back after it', async () => {
  const { username } = await makeUser();
  await inTurn(LIMIT, signIn(username, WRONG));
  clock.advance(DAY - 1);
  expect(told(await fire(signIn(username, PASSWORD, '10.3.0.1')))).toBe(REFUSED);
  clock.advance(1);
  await expectWholeBudget(username);
});

test('whoever tried while it was locked has the whole budget after it as well', async () => {
  const { username } = await makeUser();
  await inTurn(LIMIT, signIn(username, WRONG));
  clock.advance(DAY - 60);
  expect(await inTurn(LIMIT, signIn(username, PASSWORD))).toEqual(times(LIMIT, REFUSED));
  expect(told(await fire(signIn(username, PASSWORD)))).toBe(UNHEARD);
  clock.advance(60);
  await expectWholeBudget(username);
});

test('tries at a locked account do not make the lock longer', async () => {
  const { username } = await makeUser();
  await inTurn(LIMIT, signIn(username, WRONG));
  for (let hours = 0; hours < 23; hours += 1) {
    clock.advance(DAY / 24);
    expect(told(await fire(signIn(username, WRONG)))).toBe(REFUSED);
  }
  clock.advance(DAY / 24);
  expect(told(await fire(signIn(username, PASSWORD)))).toBe('200');
});

test.each([['a user', true] as const, ['nobody', false] as const])(
  'a name of %s that is tried too often from one address learns how long to wait',
  async (_whose, isUser) => {
    const username = isUser ? (await makeUser()).username : 'nobody-is-called-so';
    const refusal = async (shot: ReturnType<typeof signIn>) => {
      const answer = await fire(shot);
      return [told(answer), answer.headers['retry-after']];
    };
    expect(await inTurn(LIMIT, signIn(username, WRONG))).toEqual(times(LIMIT, REFUSED));
    expect(await refusal(signIn(username, WRONG))).toEqual([UNHEARD, String(WINDOW)]);
    expect(await refusal(signIn(username, PASSWORD))).toEqual([UNHEARD, String(WINDOW)]);
    expect(await refusal(signIn(username, WRONG, '10.4.0.1'))).toEqual([REFUSED, undefined]);
    clock.advance(100);
    expect(await refusal(signIn(username, WRONG))).toEqual([UNHEARD, String(WINDOW - 100)]);
    clock.advance(WINDOW - 101);
    expect(await refusal(signIn(username, WRONG))).toEqual([UNHEARD, '1']);
    clock.advance(1);
    expect(await refusal(signIn(username, WRONG))).toEqual([REFUSED, undefined]);
  },
);

test('username and email share the budget of the account, each with a throttle of its own', async () => {
  const { id, username, email } = await makeUser();
  expect(await inTurn(LIMIT - 2, signIn(username, WRONG))).toEqual(times(LIMIT - 2, REFUSED));
  expect(await inTurn(2, signInByEmail(email, WRONG))).toEqual(times(2, REFUSED));
  expect(await standingOf(server, id)).toEqual({ cause: 'failures', failures: LIMIT });
  // Five failures of the account, yet three and two of its names: the right password is heard and refused by either.
  expect(told(await fire(signIn(username, PASSWORD)))).toBe(REFUSED);
  expect(told(await fire(signInByEmail(email, PASSWORD)))).toBe(REFUSED);
  expect(await triesOf(server, id)).toEqual([...times(LIMIT, 'wrong_password'), 'locked', 'locked']);
  // Those were the fourth of the one and the third of the other.
  expect(told(await fire(signIn(username, WRONG)))).toBe(REFUSED);
  expect(told(await fire(signIn(username, WRONG)))).toBe(UNHEARD);
  expect(await inTurn(2, signInByEmail(email, WRONG))).toEqual(times(2, REFUSED));
  expect(told(await fire(signInByEmail(email, WRONG)))).toBe(UNHEARD);
});

test('a success by one name gives the account’s budget back for both', async () => {
  const { id, username, email } = await makeUser();
  await inTurn(2, signIn(username, WRONG));
  await inTurn(2, signInByEmail(email, WRONG));
  expect(told(await fire(signIn(username, PASSWORD)))).toBe('200');
  expect(await inTurn(2, signInByEmail(email, WRONG))).toEqual(times(2, REFUSED));
  expect(await standingOf(server, id)).toEqual({ cause: null, failures: 2 });
});
