import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { outcome, unique, useApi } from './api';
import { rawRequest, requestText } from './raw-request';

const api = useApi();

const LIMIT = 100 * 1024;
const TOO_LARGE = /^413 /;
const NOT_JSON = /^415 /;
const MALFORMED = '400 Invalid request body';

/** A good body of a new user, filled up with a key nobody knows to the length wanted. */
const bodyOf = (bytes = 0): string => {
  const username = unique('user');
  const fields = { username, email: `${username}@example.com`, password: 'password-1' };
  const bare = JSON.stringify({ ...fields, pad: '' }).length;
  return JSON.stringify({ ...fields, pad: 'x'.repeat(Math.max(0, bytes - bare)) });
};

const send = (raw: string | Uint8Array, headers: Record<string, string> = {}) =>
  api.ask('POST /api/users', { raw, headers });

/** The same without the help of a client: the headers are sent as they stand. */
const sendRaw = (headers: Record<string, string>, body: string) =>
  rawRequest(
    api.server.url,
    requestText('POST /api/users', { Authorization: `Bearer ${api.adminToken}`, ...headers }, body),
  );

describe('a body of more than 100 KiB is too large', () => {
  test.each([
    [LIMIT - 1, 201],
    [LIMIT, 201],
  ])('%i bytes are not', async (bytes, status) => {
    expect((await send(bodyOf(bytes))).status).toBe(status);
  });

  test.each([LIMIT + 1, 10 * LIMIT])('%i bytes are', async (bytes) => {
    const answer = await send(bodyOf(bytes));
    expect(outcome(answer)).toMatch(TOO_LARGE);
    expect(answer.headers['connection']).toBe('close');
  });

  test('announced and never sent', async () => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': String(10 * 1024 * 1024) };
    expect((await sendRaw(headers, '{')).status).toBe(413);
  });

  test('in chunks, without a length', async () => {
    const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    expect((await sendRaw(headers, `${chunk.repeat(7)}0\r\n\r\n`)).status).toBe(413);
    const body = bodyOf();
    const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    expect((await sendRaw(headers, chunks)).status).toBe(201);
  });

  test('nobody may upload who may not create', async () => {
    const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer nobody' };
    expect(outcome(await api.server.ask('POST /api/users', { raw: bodyOf(2 * LIMIT), headers }))).toBe(
      '401 Unauthorized',
    );
  });

  test('a body that stops before its announced end hurts nobody', async () => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '500' };
    const unfinished = Promise.race([sendRaw(headers, '{'), new Promise((done) => setTimeout(done, 100))]);
    await unfinished;
    expect((await api.ask('GET /api/users/1')).status).toBe(200);
  });
});

describe('compressed bodies', () => {
  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('%s is undone', async (encoding, compress) => {
    expect((await send(compress(bodyOf()), { 'Content-Encoding': encoding })).status).toBe(201);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('%s: the limit is on what comes out', async (encoding, compress) => {
    expect(outcome(await send(compress(bodyOf(LIMIT + 1)), { 'Content-Encoding': encoding }))).toMatch(
      TOO_LARGE,
    );
    const bomb = compress(Buffer.alloc(20 * 1024 * 1024, ' '));
    expect(outcome(await send(bomb, { 'Content-Encoding': encoding }))).toMatch(TOO_LARGE);
  });

  test('what does not decompress is no body', async () => {
    expect(outcome(await send('{"username":"x"}', { 'Content-Encoding': 'gzip' }))).toBe(MALFORMED);
    const cut = gzipSync(bodyOf()).subarray(0, 40);
    expect(outcome(await send(cut, { 'Content-Encoding': 'gzip' }))).toBe(MALFORMED);
  });

  test.each(['compress', 'x-unknown', 'gzip, gzip'])('%s is an encoding nobody takes', async (encoding) => {
    expect(outcome(await send(gzipSync(bodyOf()), { 'Content-Encoding': encoding }))).toMatch(NOT_JSON);
  });
});

describe('media types', () => {
  test.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json; profile=x; charset=utf-8',
  ])('%s is JSON', async (type) => {
    expect((await send(bodyOf(), { 'Content-Type': type })).status).toBe(201);
  });

  test.each([
    'text/plain',
    'text/json',
    'text/html',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/octet-stream',
    'application/jsonp',
    'xapplication/json',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-7',
    'application/json; charset=utf-16',
    'json',
  ])('%s is not', async (type) => {
    expect(outcome(await send(bodyOf(), { 'Content-Type': type }))).toMatch(NOT_JSON);
  });

  test('a body without a media type is not', async () => {
    const body = bodyOf();
    const answer = await sendRaw({ 'Content-Length': String(body.length) }, body);
    expect(answer.status).toBe(415);
  });

  test('without a body no media type matters', async () => {
    const { id } = await api.server.user({ username: unique('user') });
    const headers = { 'Content-Type': 'text/plain' };
    for (const line of [
      `POST /api/users/${id}/suspend`,
      `POST /api/users/${id}/unsuspend`,
      `DELETE /api/users/${id}`,
    ]) {
      expect([line, (await api.ask(line, { headers })).status]).toEqual([line, 200]);
    }
  });
});

test('Expect: 100-continue with too large a body ends before the upload', async () => {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': '10485760',
    Expect: '100-continue',
  };
  const answer = await sendRaw(headers, '');
  expect(`${answer.head}\r\n${answer.body}`).toMatch(/^HTTP\/1\.1 413/m);
});
