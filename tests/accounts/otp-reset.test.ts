import { auditOf, type OtpServer, otherThan, standingOf, startOtpServer, visible } from './otp-harness';

let server: OtpServer;

beforeAll(async () => {
  server = await startOtpServer();
});
afterAll(() => server.stop());

const OLD = 'correct horse';
const NEW = 'battery staple';
const RESET = '{"success":true,"message":"Password reset successfully"}';
const REFUSED = [400, 'Invalid code'];

const said = ({ status, text }: { status: number; text: string }) => [status, text];
const login = (username: string, password: string) =>
  server.ask('POST /api/auth/login', { body: { username, password } });

test('sets the password, ends every session, and leaves an entry without a secret', async () => {
  const mobile = '+49305001';
  const { id } = await server.user({ username: 'reset', phone: mobile, password: OLD });
  const before = (await login('reset', OLD)).json as { access_token: string; refresh_token: string };
  const otp = await server.codeFor(mobile);
  expect(said(await server.reset({ mobile, otp, new_password: NEW }))).toEqual([200, RESET]);
  expect((await login('reset', OLD)).status).toBe(401);
  expect((await login('reset', NEW)).status).toBe(200);
  expect((await server.ask('GET /api/auth/me', { token: before.access_token })).status).toBe(401);
  const refresh = { body: { refresh_token: before.refresh_token } };
  expect((await server.ask('POST /api/auth/refresh', refresh)).status).toBe(401);
  expect(await auditOf(server, 'auth.resetPasswordByCode')).toEqual([
    {
      result: 'done',
      actorId: null,
      target: `user ${id}`,
      from: 'rest POST /api/auth/password/reset 203.0.113.1',
      details: { name: '…001', sessions: 1 },
    },
  ]);
});

test('one code serves for a sign-in or for a reset, once', async () => {
  const mobile = '+49305002';
  await server.user({ username: 'either', phone: mobile, password: OLD });
  const first = await server.codeFor(mobile);
  expect((await server.reset({ mobile, otp: first, new_password: NEW })).status).toBe(200);
  expect((await server.otp('login', { mobile, otp: first })).status).toBe(401);
  const second = await server.codeFor(mobile);
  expect((await server.otp('login', { mobile, otp: second })).status).toBe(200);
  expect(said(await server.reset({ mobile, otp: second, new_password: OLD }))).toEqual(REFUSED);
  expect((await login('either', NEW)).status).toBe(200);
});

test('a user without a password gets one', async () => {
  const mobile = '+49305003';
  await server.user({ username: 'bare', phone: mobile });
  const otp = await server.codeFor(mobile);
  expect((await server.reset({ mobile, otp, new_password: NEW })).status).toBe(200);
  expect((await login('bare', NEW)).status).toBe(200);
});

test('without a valid code nothing happens: counted like a wrong sign-in, and an unknown number answers alike', async () => {
  const mobile = '+49305004';
  const { id } = await server.user({ username: 'wrong', phone: mobile, password: OLD });
  const code = await server.codeFor(mobile);
  const otp = otherThan(code);
  const wrong = await server.reset({ mobile, otp, new_password: NEW }, '192.0.2.50');
  expect(said(wrong)).toEqual(REFUSED);
  expect(visible(await server.reset({ mobile: '+4999', otp, new_password: NEW }, '192.0.2.51'))).toEqual(
    visible(wrong),
  );
  expect(await standingOf(server, id)).toMatchObject({ failures: 1 });
  expect((await auditOf(server, 'auth.resetPasswordByCode')).slice(0, 2)).toMatchObject([
    { result: 'refused', target: null, details: { reason: 'no_single_active_user' } },
    { result: 'refused', target: `user ${id}`, details: { name: '…004', reason: 'wrong_code' } },
  ]);
  for (let tries = 0; tries < 4; tries += 1)
    await server.reset({ mobile, otp, new_password: NEW }, '192.0.2.50');
  const sixth = await server.reset({ mobile, otp: code, new_password: NEW }, '192.0.2.50');
  expect(said(sixth)).toEqual([429, 'Too many login attempts']);
  expect(await standingOf(server, id)).toMatchObject({ failures: 5, lock: 'failures' });
  expect(said(await server.reset({ mobile, otp: code, new_password: NEW }, '192.0.2.52'))).toEqual(REFUSED);
});

test('a password that cannot be set is refused to everybody alike, and the code stays good', async () => {
  const mobile = '+49305005';
  const { id } = await server.user({ username: 'weak', phone: mobile, password: OLD });
  const otp = await server.codeFor(mobile);
  const refusals: [string, string][] = [
    ['short', 'new_password must be at least 8 characters'],
    ['', 'new_password is required'],
    ['ä'.repeat(37), 'new_password must be at most 72 bytes in UTF-8'],
    ['nul\u0000inside', 'new_password is invalid'],
  ];
  for (const [new_password, sentence] of refusals) {
    for (const number of [mobile, '+4999'])
      expect(said(await server.reset({ mobile: number, otp, new_password }))).toEqual([400, sentence]);
  }
  expect(await standingOf(server, id)).toMatchObject({ failures: 0 });
  expect((await server.reset({ mobile, otp, new_password: NEW })).status).toBe(200);
});

test.each([
  [{ otp: '123456', new_password: NEW }, 'mobile is required'],
  [{ mobile: '+4930', new_password: NEW }, 'otp is required'],
  [{ mobile: '+4930', otp: '123456' }, 'new_password is required'],
])('a body that is none: %j', async (body, sentence) => {
  expect(said(await server.reset(body))).toEqual([400, sentence]);
});

describe('where passwords may not come back and must not hold names', () => {
  let strict: OtpServer;
  beforeAll(async () => {
    strict = await startOtpServer({ settings: { PASSWORD_PROFILE: 'strict', PASSWORD_HISTORY: '2' } });
  });
  afterAll(() => strict.stop());

  test('only who has the code learns so, and may try another password with it', async () => {
    const mobile = '+49305010';
    const first = 'violet anchor drifts north';
    const { id } = await strict.user({ username: 'josephine', phone: mobile, password: first });
    const otp = await strict.codeFor(mobile);
    for (const new_password of [first, 'josephine drifts north']) {
      const guessed = await strict.reset({ mobile, otp: otherThan(otp), new_password }, '192.0.2.60');
      expect(said(guessed)).toEqual(REFUSED);
      const refused = await strict.reset({ mobile, otp, new_password }, '192.0.2.61');
      expect(refused.status).toBe(400);
      expect(refused.text).toMatch(/^new_password /);
    }
    expect(await standingOf(strict, id)).toMatchObject({ failures: 2 });
    const good = await strict.reset({ mobile, otp, new_password: 'copper lantern hums low' }, '192.0.2.61');
    expect(said(good)).toEqual([200, RESET]);
  });
});
