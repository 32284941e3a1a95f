import { readRequest } from '../../../routes/translate/reading/read-request';

const read = (value: unknown) => readRequest(JSON.stringify(value));

const FORM = 'application/x-www-form-urlencoded';

const URL_PARTS = { raw: '{{baseUrl}}/api/users/:id', host: ['{{baseUrl}}'], path: ['api', 'users', ':id'] };

const item = (request: unknown) => ({ name: 'one', request });

describe('Postman', () => {
  test.each<[string, unknown, unknown]>([
    [
      'a URL as a text',
      item('http://h/a'),
      { method: 'GET', url: 'http://h/a', headers: [], body: undefined },
    ],
    [
      'a method and a URL',
      item({ method: 'DELETE', url: '{{baseUrl}}/a' }),
      { method: 'DELETE', url: '{{baseUrl}}/a', headers: [], body: undefined },
    ],
    [
      'the request without its item',
      { method: 'PUT', url: { raw: 'http://h/a' } },
      { method: 'PUT', url: 'http://h/a', headers: [], body: undefined },
    ],
    [
      'headers, with one that is off, and a body',
      item({
        method: 'POST',
        url: { raw: 'http://h/a' },
        header: [
          { key: 'A', value: 'b' },
          { key: 'C', value: 'd', disabled: true },
        ],
        body: { mode: 'raw', raw: '{"a":1}' },
      }),
      { method: 'POST', url: 'http://h/a', headers: [['A', 'b']], body: '{"a":1}', mediaType: 'text/plain' },
    ],
    [
      'headers as a text',
      item({ url: 'http://h/a', header: 'A: b\nC: d' }),
      {
        method: 'GET',
        url: 'http://h/a',
        headers: [
          ['A', 'b'],
          ['C', 'd'],
        ],
        body: undefined,
      },
    ],
    [
      'its own bearer token',
      item({ url: 'http://h/a', auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] } }),
      { method: 'GET', url: 'http://h/a', headers: [['Authorization', 'Bearer {{token}}']], body: undefined },
    ],
    [
      'a form',
      item({
        method: 'POST',
        url: 'http://h/a',
        body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: 'b c' }] },
      }),
      { method: 'POST', url: 'http://h/a', headers: [], body: 'a=b%20c', mediaType: FORM },
    ],
  ])('%s', (_name, value, expected) => {
    expect(read(value)).toEqual(expected);
  });

  test.each<[string, unknown, string]>([
    [
      'a variable with a value',
      { ...URL_PARTS, variable: [{ key: 'id', value: '2' }] },
      '{{baseUrl}}/api/users/2',
    ],
    [
      'a variable without one',
      { ...URL_PARTS, variable: [{ key: 'id', value: '' }] },
      '{{baseUrl}}/api/users/{{id}}',
    ],
    ['a variable that nothing is said of', URL_PARTS, '{{baseUrl}}/api/users/{{id}}'],
    ['a URL in raw alone', { raw: 'http://h/a/:id?b=c' }, 'http://h/a/{{id}}?b=c'],
    [
      'parameters, with one that is off',
      {
        ...URL_PARTS,
        path: ['a'],
        query: [
          { key: 'b', value: 'c' },
          { key: 'd', value: 'e', disabled: true },
        ],
      },
      '{{baseUrl}}/a?b=c',
    ],
    [
      'a host in parts',
      { protocol: 'https', host: ['api', 'h', 'com'], port: '8443', path: ['a'] },
      'https://api.h.com:8443/a',
    ],
    [
      'segments that are objects',
      { host: ['{{baseUrl}}'], path: ['users', { type: 'string', value: ':id' }, 7] },
      '{{baseUrl}}/users/{{id}}/7',
    ],
    [
      'a colon that names no variable',
      { host: ['{{baseUrl}}'], path: ['users:get'] },
      '{{baseUrl}}/users:get',
    ],
  ])('the URL: %s', (_name, url, expected) => {
    expect(read(item({ url })).url).toBe(expected);
  });

  test.each<[string, unknown, string]>([
    ['no URL', item({ method: 'GET' }), 'a Postman item with a URL'],
    ['no request', { request: 1 }, 'a Postman item with a request'],
    [
      'a form with files',
      item({ url: 'http://h/a', body: { mode: 'formdata' } }),
      'a request with a JSON body; formdata is none',
    ],
    [
      'a whole collection as its API hands it out',
      { collection: { info: {}, item: [] } },
      'one request; this is a collection, which only `roster translate` takes whole',
    ],
    [
      'a whole collection',
      { info: {}, item: [] },
      'one request; this is a collection, which only `roster translate` takes whole',
    ],
  ])('is refused: %s', (_name, value, expected) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ details: { issues: [{ field: 'text', rule: 'range', expected }] } }),
    );
  });
});
