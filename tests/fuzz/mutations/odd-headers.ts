import { type Around, type Draft, naughty } from '../draft';
import { headerOf, headerText } from '../fuzz-request';

/** What may stand in a header of some name. */
type Values = (around: Around, draft: Draft) => readonly string[];

const tokenOf = (draft: Draft): string => headerOf(draft, 'Authorization')?.slice('Bearer '.length) ?? 'x';

/** A token whose head says that nobody signed it. */
const UNSIGNED = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"sub":"1"}').toString('base64url')}.`;

const forms = (token: string): string[] => [
  ...[
    `bearer ${token}`,
    `BEARER  ${token}`,
    `Bearer\t${token}`,
    `Bearer ${token} `,
    `Bearer ${token},${token}`,
  ],
  ...[
    `Token ${token}`,
    token,
    `Bearer "${token}"`,
    `Basic ${Buffer.from(`admin:${token}`).toString('base64')}`,
  ],
  ...[
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token}A`,
    `Bearer ${token.toUpperCase()}`,
    `Bearer ${token}%00`,
  ],
  ...[
    'Bearer',
    'Bearer ',
    ' ',
    'Basic',
    'Basic ====',
    'Digest username="a"',
    'Negotiate YII=',
    `Bearer ${UNSIGNED}`,
  ],
];

const charsets = ['utf-8', 'UTF-16', 'latin1', '"', 'utf-8; charset=x', '', 'utf-7', '\u00e9'];

/** Headers that a server reads or might read, each with values that are odd for it. */
export const ODD_HEADERS: Readonly<Record<string, Values>> = {
  Authorization: (_around, draft) => forms(tokenOf(draft)),
  'Content-Type': ({ draw }) => [
    ...['application/json', 'text/json', 'application/vnd.api+json', 'APPLICATION/JSON', 'application/json;'],
    ...[
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'text/plain',
    ],
    ...[
      'application/xml',
      'application/octet-stream',
      'json',
      '/',
      ';',
      '*/*',
      ', application/json',
      'a/b/c',
    ],
    `application/json; charset=${draw.pick(charsets)}`,
  ],
  'Content-Encoding': () => ['gzip', 'deflate', 'br', 'zstd', 'identity', 'gzip, gzip', 'x', '', 'GZIP'],
  Accept: () => [
    'text/html',
    'application/xml',
    '*/*;q=0',
    ';',
    'a'.repeat(5000),
    'application/json;q=2',
    '',
  ],
  'Accept-Encoding': () => ['gzip;q=0, identity;q=0', '*;q=0', 'br', ';q', ''],
  'Accept-Language': () => ['xx', '*', ';;;', 'a'.repeat(2000)],
  'If-Match': () => [
    '*',
    '"1-a"',
    'W/"1-a"',
    '""',
    '"',
    '*,*',
    '"1-a", "2-b"',
    'x',
    ', ,',
    `"${'a'.repeat(9000)}"`,
  ],
  'If-None-Match': () => [
    '*',
    '"1-a"',
    'W/"1-a"',
    '""',
    '"',
    'x',
    ', ,',
    '"a", *',
    `${'"a",'.repeat(2000)}"b"`,
  ],
  'If-Modified-Since': () => ['Wed, 01 Jul 2026 00:00:00 GMT', 'now', '-1', ''],
  'Idempotency-Key': ({ draw }) => [
    ...[
      '"a"',
      'a',
      '',
      ' ',
      '"',
      '"\\"',
      '""',
      '"a"b',
      'a,b',
      `"${'k'.repeat(300)}"`,
      '"ä"',
      ':YQ==:',
      '?1',
      '1.5',
    ],
    `"${draw.below(50)}"`,
  ],
  'X-Forwarded-For': () => [
    '127.0.0.1',
    '::1, 1.2.3.4',
    'unknown',
    '1'.repeat(3000),
    ',,,',
    '[::1]:80',
    "' or 1=1--",
  ],
  'X-Forwarded-Proto': () => ['https', 'javascript', ''],
  Forwarded: () => ['for=127.0.0.1;host=evil.example', 'for="', ';;;'],
  Host: () => ['evil.example', '127.0.0.1:0', '[::1', 'a b', 'a,b', '/', 'x'.repeat(2000), 'localhost:99999'],
  Range: () => ['bytes=0-0', 'bytes=-1', 'bytes=9999999999-', 'bytes=0-0,0-0,0-0', 'x=1', 'bytes=a-b'],
  'X-HTTP-Method-Override': () => ['DELETE', 'GET', 'x'],
  'X-Original-URL': () => ['/admin', '/metrics'],
  'X-Request-Id': ({ draw }) => ['a'.repeat(65), '..', '{jndi:x}', headerText(naughty(draw))],
  Traceparent: () => ['00-0-0-0', 'ff-00000000000000000000000000000000-0000000000000000-00', 'x', '00'],
  Origin: () => ['null', 'https://evil.example', 'file://', 'http://127.0.0.1', 'x y'],
  Cookie: () => ['a=b', '=', ';;;', 'session=../../etc', `a=${'b'.repeat(5000)}`, '__proto__=1'],
  'User-Agent': ({ draw }) => ['', '() { :;}; id', headerText(naughty(draw)), 'sqlmap/1.0'],
  'Access-Control-Request-Method': () => ['DELETE', 'x', ''],
  'Access-Control-Request-Headers': () => ['*', 'a'.repeat(3000)],
  Upgrade: () => ['websocket', 'h2c', 'x'],
  Connection: () => ['close', 'keep-alive, Authorization', 'Content-Type'],
  Expect: () => ['100-continue'],
  'Content-Length': () => ['0'],
};
