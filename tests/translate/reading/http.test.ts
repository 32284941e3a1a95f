import { parseAddress } from '../../../routes/translate/reading/address';
import { readBody } from '../../../routes/translate/reading/body-text';
import { readRequest } from '../../../routes/translate/reading/read-request';
import { READABLE } from '../../../routes/translate/reading/refusal';

test.each<[string, string, unknown]>([
  [
    'a line',
    'GET /api/users/get/2',
    { method: 'GET', url: '/api/users/get/2', headers: [], body: undefined },
  ],
  [
    'a line with its version',
    'DELETE /a HTTP/1.1',
    { method: 'DELETE', url: '/a', headers: [], body: undefined },
  ],
  ['a method in small letters', 'post /a', { method: 'POST', url: '/a', headers: [], body: undefined }],
  ['a URL', 'PUT https://h/a?b=c', { method: 'PUT', url: 'https://h/a?b=c', headers: [], body: undefined }],
  ['a path alone', '/api/users', { method: 'GET', url: '/api/users', headers: [], body: undefined }],
  ['a URL alone', 'https://h/a', { method: 'GET', url: 'https://h/a', headers: [], body: undefined }],
  [
    'headers',
    'GET /a\nHost: h\nAuthorization: Bearer t',
    {
      method: 'GET',
      url: '/a',
      headers: [
        ['Host', 'h'],
        ['Authorization', 'Bearer t'],
      ],
      body: undefined,
    },
  ],
  [
    'headers and a body, with the line ends of HTTP',
    'POST /a HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"a":1}\r\n',
    { method: 'POST', url: '/a', headers: [['Content-Type', 'application/json']], body: '{"a":1}' },
  ],
  [
    'a body right behind the line',
    'POST /a\n{"a":1}',
    { method: 'POST', url: '/a', headers: [], body: '{"a":1}' },
  ],
])('%s', (_name, text, expected) => {
  expect(readRequest(text)).toEqual(expected);
});

test.each(['', '   ', 'hello there', 'BREW /pot', '42', '[]', '{}', '{"a":1}', '"text"', 'null'])(
  '%j is no request',
  (text) => {
    expect(() => readRequest(text)).toThrow(
      expect.objectContaining({
        details: { issues: [{ field: 'text', rule: 'range', expected: READABLE }] },
      }),
    );
  },
);

test.each<[string, string | null, string, unknown]>([
  ['/a/b?c=d', null, '/a/b', { c: 'd' }],
  ['http://h:1/a', 'http://h:1', '/a', {}],
  ['https://user@h/a#part', 'https://user@h', '/a', {}],
  ['http://h', 'http://h', '/', {}],
  ['localhost:6006/users:get?id=1', 'localhost:6006', '/users:get', { id: '1' }],
  ['example.com/a', 'example.com', '/a', {}],
  ['127.0.0.1:3000/a', '127.0.0.1:3000', '/a', {}],
  ['{{baseUrl}}/a/{{id}}?b={{c}}', '{{baseUrl}}', '/a/{{id}}', { b: '{{c}}' }],
  ['http://{{host}}:{{port}}/a', 'http://{{host}}:{{port}}', '/a', {}],
  ['{{host}}:3000/a', '{{host}}:3000', '/a', {}],
  ['users:get?id=1', null, '/users:get', { id: '1' }],
  ['/a?b=1&b=2&c', null, '/a', { b: ['1', '2'], c: '' }],
  ['/a?q=a+b%20c%26', null, '/a', { q: 'a b c&' }],
  ['/a?q=100%', null, '/a', { q: '100%' }],
  ['/a?q={{a}}%20{{b}}', null, '/a', { q: '{{a}} {{b}}' }],
])('the address %s', (url, origin, path, query) => {
  expect(parseAddress(url)).toEqual({ origin, path, query });
});

const FORM = 'application/x-www-form-urlencoded';

test.each<[string, string | undefined, string | undefined, unknown]>([
  ['none', undefined, undefined, undefined],
  ['blanks', ' \n', undefined, undefined],
  ['JSON', '{"a":[1,null]}', 'application/json', { a: [1, null] }],
  ['JSON behind a byte order mark', '\uFEFF{"a":1}', 'application/json', { a: 1 }],
  ['JSON without a media type', '{"a":1}', undefined, { a: 1 }],
  ['JSON that curl calls a form', '{"a":1}', FORM, { a: 1 }],
  [
    'a name to fill in, without quotes',
    '{"a": {{id}}, "b": "{{c}}"}',
    'application/json',
    { a: '{{id}}', b: '{{c}}' },
  ],
  [
    'no name to fill in inside a text',
    '{"a": "x {{id}} y", "b": {{id}}}',
    undefined,
    { a: 'x {{id}} y', b: '{{id}}' },
  ],
  ['a form', 'a=1&b=x+y%21', FORM, { a: '1', b: 'x y!' }],
  ['a form that nobody names', 'a=1', undefined, { a: '1' }],
])('the body: %s', (_name, body, type, expected) => {
  const headers = type === undefined ? [] : ([['content-type', type]] as const);
  expect(readBody({ method: 'POST', url: '/a', headers, body })).toEqual(expected);
});

test.each(['{"a":', 'hello', '{a:1}'])('the body %j is none', (body) => {
  const expected = 'one with a body of valid JSON; this body is none';
  expect(() =>
    readBody({ method: 'POST', url: '/a', headers: [['Content-Type', 'application/json']], body }),
  ).toThrow(expect.objectContaining({ details: { issues: [{ field: 'text', rule: 'range', expected }] } }));
});

test.each([
  ['a body', `POST /api/users\n\n{"email":${'['.repeat(40_000)}${']'.repeat(40_000)}}`],
  [
    'a HAR entry',
    `{"request":{"method":${'['.repeat(40_000)}${']'.repeat(40_000)},"url":"/a","headers":[]}}`,
  ],
])('%s that nests without end is refused', (_name, text) => {
  const read = () => readBody(readRequest(text));
  const expected = 'one that nests no deeper than 32 levels';
  expect(read).toThrow(
    expect.objectContaining({ details: { issues: [{ field: 'text', rule: 'range', expected }] } }),
  );
});
