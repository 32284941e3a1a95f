import { gzipSync } from 'node:zlib';
import { unique } from '../../http/api';
import { error, line, MALFORMED, PASSWORD, told, useColon } from './colon';

const colon = useColon();

const TOO_LARGE = error(413, 'request body too large');
const NOT_JSON = error(415, 'unsupported media type: send application/json in UTF-8');

const newUser = (pad = '') => {
  const username = unique('made');
  return JSON.stringify({
    username,
    email: `${username}@example.com`,
    password: PASSWORD,
    role: 'user',
    pad,
  });
};

const send = (asked: string, raw: string | Uint8Array, headers: Record<string, string> = {}) =>
  colon.ask(asked, { raw, headers });

const EFFECTS = [
  'POST /users:create',
  'POST /users:update?id=01KH1K9G4KPG10BEV0PNTMYNWJ',
  'POST /apikeys:create',
  'POST /apikeys:update?id=01KH1K9G4KPG10BEV0PNTMYNWJ',
  'POST /auth:login',
  'POST /auth:refresh',
  'POST /auth:logout',
  'POST /auth:me',
];

describe.each(EFFECTS)('%s', (asked) => {
  test.each<[string, string | Uint8Array]>([
    ['cut short', '{"action":"rotate"'],
    ['a trailing comma', '{"action":"rotate",}'],
    ['no JSON', 'action=rotate'],
    ['blanks', '   '],
    ['null', 'null'],
    ['a list', '[{"action":"rotate"}]'],
    ['a number', '0'],
    ['a string', '"rotate"'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
    ['33 levels', `{"x":${'['.repeat(33)}${']'.repeat(33)}}`],
    ['__proto__', '{"__proto__":{"action":"rotate"}}'],
  ])('no JSON object: %s', async (_what, raw) => {
    expect(told(await send(asked, raw))).toBe(MALFORMED);
  });

  test('too much, also after decompression', async () => {
    const raw = newUser('x'.repeat(100 * 1024));
    expect(told(await send(asked, raw))).toBe(TOO_LARGE);
    expect(told(await send(asked, gzipSync(raw), { 'Content-Encoding': 'gzip' }))).toBe(TOO_LARGE);
  });

  test.each([
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Content-Type', 'multipart/form-data; boundary=x'],
    ['Content-Type', 'application/json; charset=iso-8859-1'],
    ['Content-Encoding', 'x-unknown'],
  ])('%s: %s', async (name, value) => {
    expect(told(await send(asked, '{}', { [name]: value }))).toBe(NOT_JSON);
  });
});

test('a body of 100 KiB is taken', async () => {
  const raw = newUser('x'.repeat(100 * 1024 - newUser().length - 8));
  expect((await send('POST /users:create', raw)).status).toBe(201);
});

test('what takes no body takes any', async () => {
  const { ulid } = await colon.person();
  expect(told(await send(`POST /users:destroy?id=${ulid}`, '{}'))).toBe(
    line(200, { message: 'user deleted successfully' }),
  );
});
