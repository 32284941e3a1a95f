import { startTestServer, type TestServer } from '../../support/test-server';
import { told } from '../manners';
import { invalid, LARAVEL } from './manners';

let server: TestServer;
let token = '';

beforeAll(async () => {
  server = await startTestServer({
    settings: { PASSWORD_PROFILE: 'strict', PASSWORD_HISTORY: '3' },
    commonPasswords: ['correct horse battery staple'],
  });
  const admin = await server.user({ username: 'admin', roles: ['admin'] });
  token = await server.token(admin.id);
});

afterAll(() => server.stop());

const create = async (password: string) => {
  const body = { ...LARAVEL.newUser('jonathan@example.com'), password };
  return told(await server.ask('POST /api/admin/users', { token, body }));
};

const LENGTH = 'The password must be at least 15 characters.';
const CONTEXT = 'The password must not contain the username, the email address or the name of this service.';

test.each([
  ['short', [LENGTH]],
  ['the cat jonathan', [CONTEXT]],
  ['jonathan', [LENGTH, CONTEXT]],
  ['correct horse battery staple', ['The password is too common.']],
  ['p'.repeat(73), ['The password must not be greater than 72 bytes.']],
])('%s: %j', async (password, sentences) => {
  expect(await create(password)).toBe(invalid({ password: sentences }));
});

test('a good one is one', async () => {
  expect((await create('a long and quiet sentence')).slice(0, 3)).toBe('201');
});
