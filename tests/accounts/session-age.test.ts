import { startTestServer, type TestServer } from '../support/test-server';
import { accountsOf, type HandClock, handClock, type Tokens, told } from './people';

const REFUSED = '401 Invalid refresh token';

let server: TestServer;
let clock: HandClock;
let accounts: ReturnType<typeof accountsOf>;
let tokens: Tokens;

beforeEach(async () => {
  clock = handClock('2026-01-01T12:00:00Z');
  server = await startTestServer({
    settings: { ACCESS_TOKEN_TTL: '600', REFRESH_TOKEN_TTL: '1000', SESSION_MAX_AGE: '2500' },
    clock,
  });
  accounts = accountsOf(server);
  await server.user({ username: 'ann', password: 'password 0' });
  tokens = await accounts.tokensOf('ann', 'password 0');
});
afterEach(() => server.stop());

/** Refreshes after so many seconds; what it is told where it is refused. */
const refreshAfter = async (seconds: number): Promise<string> => {
  clock.advance(seconds);
  const answer = await accounts.refresh(tokens.refresh_token);
  if (answer.status === 200) tokens = answer.json as Tokens;
  return told(answer);
};

test('a session that nobody refreshes ends after the time of its refresh token', async () => {
  expect(await refreshAfter(999)).toBe('200');
  expect(await refreshAfter(1000)).toBe(REFUSED);
});

test('no refresh lets a session outlive its greatest age', async () => {
  expect([await refreshAfter(900), await refreshAfter(900), await refreshAfter(699)]).toEqual([
    '200',
    '200',
    '200',
  ]);
  expect((await accounts.me(tokens.access_token)).status).toBe(200);
  expect(await refreshAfter(1)).toBe(REFUSED);
});

test('the access token ends with the session, though its own time is not over', async () => {
  await refreshAfter(900);
  await refreshAfter(900);
  await refreshAfter(600);
  clock.advance(99);
  expect((await accounts.me(tokens.access_token)).status).toBe(200);
  clock.advance(1);
  expect(told(await accounts.me(tokens.access_token))).toBe('401 Unauthorized');
});

test('the age is the session’s own: one that began later lasts longer', async () => {
  clock.advance(900);
  tokens = await accounts.tokensOf('ann', 'password 0');
  expect([await refreshAfter(900), await refreshAfter(900), await refreshAfter(699)]).toEqual([
    '200',
    '200',
    '200',
  ]);
  expect(await refreshAfter(1)).toBe(REFUSED);
});
