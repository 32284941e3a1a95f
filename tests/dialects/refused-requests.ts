import { gzipSync } from 'node:zlib';
import { unique, useApi } from '../http/api';
import { inJson, type Manners, told } from './manners';

/** What stands where an id should be, escaped as it goes over the wire, and ids of nobody. */
const NO_IDS = [
  ...['0', '-1', '+1', '%2B1', '01', '1.0', '1e0', '1e3', '0x10', '1_0', '1n', '%201', '1%20', '1%0A'],
  ...['1%00', '%00', '%zz', '1%', '%C3%28', '1;', '1,2', "1'", '%EF%BC%91', '%D9%A1', 'NaN', 'Infinity'],
  ...['null', 'undefined', 'true', '[1]', '1%2F2', '__proto__', 'constructor', 'me', 'list'],
  ...['9223372036854775808', '18446744073709551617', '99999999999999999999999999999999'],
  ...['01KH1K9G4KPG10BEV0PNTMYNWJ', '648a1f0b9c3d2e4f5a6b7c8d'],
  ...['999999', '2147483648', '9007199254740993', '9223372036854775807'],
];

const MALFORMED: readonly (readonly [what: string, body: string | Uint8Array])[] = [
  ['cut short', '{"name":"x"'],
  ['a trailing comma', '{"name":"x",}'],
  ['no JSON', 'name=x'],
  ['blanks', '   '],
  ['null', 'null'],
  ['a list', '[{"name":"x"}]'],
  ['a number', '0'],
  ['a string', '"x"'],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
  ['33 levels', `{"x":${'['.repeat(33)}${']'.repeat(33)}}`],
  ['__proto__', '{"__proto__":{"name":"x"}}'],
];

const LIMIT = 100 * 1024;

/** What no dialect serves, each in its own words: 404, 405, 400 for no JSON, 413, 415. */
export const testRefusedRequests = (manners: Manners): void => {
  const { users, served, nowhere, newUser, says } = manners;
  const api = useApi();

  const body = () => newUser(`${unique('mail')}@example.com`);

  const send = (line: string, raw: string | Uint8Array, headers: Record<string, string> = {}) =>
    api.ask(line, { raw, headers });

  test.each(nowhere)('%s leads nowhere, with a token or without', async (path) => {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      expect(told(await api.ask(`${method} ${path}`))).toBe(inJson(404, says.routeNotFound));
      expect(told(await api.server.ask(`${method} ${path}`))).toBe(inJson(404, says.routeNotFound));
    }
  });

  test.each(Object.entries(served))('%s serves %s and nothing else', async (path, methods) => {
    const allowed = `${methods.replaceAll(' ', ', ')}, OPTIONS`;
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'].filter(
      (one) => !methods.split(' ').includes(one),
    )) {
      const answer = await api.server.ask(`${method} ${path}`);
      expect([method, told(answer), answer.headers['allow']]).toEqual([
        method,
        inJson(405, says.methodNotAllowed),
        allowed,
      ]);
    }
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('%s of what is no id, or of nobody', async (method) => {
    const expected = inJson(404, says.userNotFound);
    const wrong: string[] = [];
    for (const id of NO_IDS) {
      const answer = await api.ask(`${method} ${users}/${id}`, {
        ...(method.startsWith('P') && { body: { email: 'changed@example.com' } }),
      });
      if (told(answer) !== expected) wrong.push(`${id}: ${told(answer)}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(MALFORMED)('no JSON object: %s', async (_what, raw) => {
    for (const line of [`POST ${users}`, `PUT ${users}/1`, `PATCH ${users}/1`]) {
      expect(told(await send(line, raw))).toBe(inJson(400, says.malformed));
    }
  });

  test('a body of more than 100 KiB, also after decompression', async () => {
    const bare = JSON.stringify({ ...body(), pad: '' });
    const fits = bare.replace('"pad":""', `"pad":"${'x'.repeat(LIMIT - bare.length)}"`);
    expect((await send(`POST ${users}`, fits)).status).toBe(201);
    const tooLarge = fits.replace('"pad":"', '"pad":"x');
    expect(told(await send(`POST ${users}`, tooLarge))).toBe(inJson(413, says.tooLarge));
    const packed = await send(`PUT ${users}/1`, gzipSync(tooLarge), { 'Content-Encoding': 'gzip' });
    expect(told(packed)).toBe(inJson(413, says.tooLarge));
  });

  test.each([
    ['Content-Type', 'text/plain'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Content-Type', 'multipart/form-data; boundary=x'],
    ['Content-Type', 'application/json; charset=iso-8859-1'],
    ['Content-Encoding', 'x-unknown'],
  ])('a body with %s: %s', async (name, value) => {
    for (const line of [`POST ${users}`, `PUT ${users}/1`]) {
      expect(told(await send(line, JSON.stringify(body()), { [name]: value }))).toBe(
        inJson(415, says.notJson),
      );
    }
  });
};
