import { DENIED, line, message, NO_USER, told, useFlask } from './flask';

const flask = useFlask();
const { ask, askAnonymously } = flask;

const ID = '60d5ec49f8d2a31b4c7e9f01';

const post = (raw: string | Uint8Array, headers: Record<string, string> = {}) =>
  ask('POST /user/users', { raw, headers });
const MALFORMED = message(400, 'Invalid request body');

test.each<[string, string | Uint8Array]>([
  ['cut short', '{"username":"x"'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"x"'],
  ['a number', '0'],
  ['no JSON', 'username=x'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['a prototype', '{"__proto__":{"roles":["admin"]}}'],
  ['too deep', `${'['.repeat(40)}${']'.repeat(40)}`],
  ['nothing', ''],
])('malformed: %s', async (_what, raw) => {
  expect(told(await post(raw))).toBe(MALFORMED);
  expect(told(await ask(`PUT /user/users/${ID}`, { raw }))).toBe(MALFORMED);
  expect(told(await ask('POST /user/unlock', { raw }))).toBe(MALFORMED);
  expect(told(await ask('POST /user/change-password', { raw }))).toBe(MALFORMED);
});

test('malformed under /auth has the shape of its failures', async () => {
  for (const path of ['/auth/login', '/auth/generate-otp'])
    expect(told(await askAnonymously(`POST ${path}`, { raw: '{' }))).toBe(
      line(400, { msg: 'Invalid request body', success: false }),
    );
});

test('of more than 100 KiB', async () => {
  const raw = JSON.stringify({ pad: 'x'.repeat(100 * 1024) });
  const answer = await post(raw);
  expect(told(answer)).toBe(message(413, 'Request body too large'));
  expect(answer.headers['connection']).toBe('close');
  expect(told(await askAnonymously('POST /auth/login', { raw }))).toBe(
    line(413, { msg: 'Request body too large', success: false }),
  );
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1'])(
  'that are %s',
  async (type) => {
    expect(told(await post('{}', { 'Content-Type': type }))).toBe(
      message(415, 'Unsupported Media Type: send application/json in UTF-8'),
    );
  },
);

test('who may not is told so before the body is read', async () => {
  const token = await flask.signIn(await flask.person());
  expect(told(await ask('POST /user/users', { token, raw: '{' }))).toBe(DENIED);
  expect(told(await ask(`PUT /user/users/${ID}`, { raw: '{"email":"x"}' }))).toBe(
    message(400, 'email must be a valid email address'),
  );
  expect(told(await ask(`PUT /user/users/${ID}`, { raw: '{}' }))).toBe(NO_USER);
});
