import { outcome, unique, useApi } from './api';
import { STYLES, userLine } from './spellings';

const api = useApi();

const MALFORMED = '400 Invalid request body';

const send = (line: string, raw: string | Uint8Array, headers: Record<string, string> = {}) =>
  api.ask(line, { raw, headers: { 'Content-Type': 'application/json', ...headers } });

const userText = (extra = ''): string => {
  const username = unique('user');
  return `{"username":"${username}","email":"${username}@example.com","password":"password-1"${extra}}`;
};

const nested = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + close.repeat(depth);

const MALFORMED_BODIES: readonly (readonly [what: string, body: string | Uint8Array])[] = [
  ['cut short', '{"username":"x"'],
  ['a trailing comma', '{"username":"x",}'],
  ['two values', '{}{}'],
  ['no JSON', 'username=x'],
  ['single quotes', "{'username':'x'}"],
  ['NaN', '{"username":NaN}'],
  ['a raw line break in a string', '{"username":"a\nb"}'],
  ['blanks', '   '],
  ['null', 'null'],
  ['a list', '[]'],
  ['a list of objects', '[{"username":"x"}]'],
  ['a number', '0'],
  ['a string', '"x"'],
  ['true', 'true'],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
  ['an overlong form', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc0, 0xaf, 0x22, 0x7d])],
  ['a surrogate in UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d])],
  ['UTF-16', Buffer.from('\ufeff{"username":"x"}', 'utf16le')],
  ['50,000 levels of lists', nested('[', ']', 50_000)],
  ['16,000 levels of objects', `${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}`],
  ['50,000 levels that never close', '['.repeat(50_000)],
  ['33 levels below a key nobody knows', `{"x":${nested('[', ']', 33)}}`],
  ['__proto__', '{"__proto__":{"status":"suspended"}}'],
  ['__proto__ further down', '{"x":{"__proto__":{"status":"suspended"}}}'],
];

describe.each(STYLES)('what is no JSON object is refused (%s)', (style) => {
  test.each(MALFORMED_BODIES)('%s', async (_what, body) => {
    const { id } = await api.server.user({ username: unique('user') });
    expect(outcome(await send(userLine(style, 'create'), body))).toBe(MALFORMED);
    expect(outcome(await send(userLine(style, 'update', { id }), body))).toBe(MALFORMED);
    expect(outcome(await send(userLine(style, 'suspend', { id }), body))).toBe(MALFORMED);
  });

  test('no body at all, where one is needed', async () => {
    const { id } = await api.server.user({ username: unique('user') });
    expect(outcome(await api.ask(userLine(style, 'create')))).toMatch(/^400 /);
    expect(outcome(await api.ask(userLine(style, 'update', { id })))).toMatch(/^400 /);
    expect(outcome(await api.ask(userLine(style, 'setRoles', { id })))).toMatch(/^400 /);
  });
});

describe('what is one is read', () => {
  test.each([
    ['with a byte order mark', () => `\ufeff${userText()}`],
    ['with blanks around', () => `\r\n\t ${userText()} \n`],
    ['with a deep value under a key nobody knows', () => userText(`,"x":${nested('[', ']', 20)}`)],
    [
      'with constructor and prototype as keys',
      () => userText(',"constructor":{"prototype":{"polluted":true}}'),
    ],
    [
      'with toString and hasOwnProperty as keys',
      () => userText(',"toString":1,"hasOwnProperty":2,"valueOf":null'),
    ],
  ])('%s', async (_what, textOf) => {
    const answer = await send('POST /api/users', textOf());
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
  });

  test('of a key given twice, one rules for the check and for the effect alike', async () => {
    const answer = await send('POST /api/users', userText(',"status":"asleep","status":"suspended"'));
    expect([answer.status, (answer.json as { status: string }).status]).toEqual([201, 'suspended']);
    const refused = await send('POST /api/users', userText(',"status":"suspended","status":"asleep"'));
    expect(outcome(refused)).toMatch(/^400 status /);
  });
});

test('nobody’s prototype was touched', async () => {
  for (const raw of ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}']) {
    await send('POST /api/users', raw);
    await send('PUT /api/users/1', raw);
  }
  await api.ask('GET /api/users?__proto__[polluted]=1&constructor[prototype][polluted]=1&__proto__=x');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect((await api.ask('GET /api/users')).status).toBe(200);
});
