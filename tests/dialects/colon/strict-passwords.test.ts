import { unique } from '../../http/api';
import { type Answer, startTestServer, type TestServer } from '../../support/test-server';
import { account, error, line, NEW_PASSWORD, PASSWORD, told, wrong } from './colon';

const LONG = 'Sommerregen-im-Mai-7';

let server: TestServer;
let admin = '';

beforeAll(async () => {
  server = await startTestServer({
    settings: { PASSWORD_PROFILE: 'strict', PASSWORD_HISTORY: '3', PASSWORD_RESET_MUST_CHANGE: 'true' },
    commonPasswords: ['correcthorsebattery1'],
  });
  admin = await server.token((await server.user({ username: 'admin', roles: ['admin'] })).id);
});
afterAll(() => server.stop());

const ask = (asked: string, body: unknown, token = admin) => server.ask(asked, { token, body });

const person = () => server.user({ username: unique('person'), password: LONG });

const signIn = (path: string, username: string, password: string) =>
  server.ask(`POST ${path}`, { body: { username, password } });

const tokenIn = ({ json }: Answer): string => (json as { access_token: string }).access_token;

describe('where passwords are judged strictly', () => {
  const create = (differing: Readonly<Record<string, unknown>>) =>
    ask('POST /users:create', {
      username: 'newcomer',
      email: 'newcomer@example.com',
      role: 'user',
      ...differing,
    });

  test.each([
    [PASSWORD, 'password must be at least 15 characters'],
    ['CorrectHorseBattery1', 'password is too common'],
    [
      'Newcomer-im-Mai-2026',
      'password must not contain the username, the email address or the name of this service',
    ],
  ])('%s', async (password, sentence) => {
    expect(told(await create({ password }))).toBe(wrong(sentence, 'WEAK_PASSWORD'));
  });

  test('the kinds of character come first, whatever the profile', async () => {
    expect(told(await create({ password: 'sommerregen-im-mai-7' }))).toBe(
      wrong('password must include at least one uppercase letter', 'WEAK_PASSWORD'),
    );
  });

  test('one that was used before', async () => {
    const USED = wrong('password was used before', 'WEAK_PASSWORD');
    const { ulid, username } = await person();
    const token = tokenIn(await signIn('/auth:login', username, LONG));
    expect(told(await ask('POST /auth:me', { old_password: LONG, password: LONG }, token))).toBe(USED);
    const reset = { action: 'reset_password', new_password: LONG };
    expect(told(await ask(`POST /users:update?id=${ulid}`, reset))).toBe(USED);
  });
});

test('a password that must be changed signs in nowhere here; whom rest lets in may change it and no more', async () => {
  const user = await person();
  const password = `${LONG}x`;
  const reset = await ask(`POST /users:update?id=${user.ulid}`, {
    action: 'reset_password',
    new_password: password,
  });
  expect(reset.status).toBe(200);
  expect(told(await signIn('/auth:login', user.username, password))).toBe(error(401, 'invalid credentials'));
  const token = tokenIn(await signIn('/api/auth/login', user.username, password));
  const REFUSED = error(403, 'password change required', 'AUTHZ_PASSWORD_CHANGE_REQUIRED');
  expect(told(await server.ask('GET /auth:me', { token }))).toBe(REFUSED);
  expect(told(await ask('POST /auth:me', { email: 'x@example.com' }, token))).toBe(REFUSED);
  const change = { old_password: password, password: `${LONG}-${NEW_PASSWORD}` };
  expect(told(await ask('POST /auth:me', change, token))).toBe(
    line(200, { message: 'password updated successfully, please login again', user: account(user) }),
  );
});
