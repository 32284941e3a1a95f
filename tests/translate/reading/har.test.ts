import { readRequest } from '../../../routes/translate/reading/read-request';

const read = (value: unknown) => readRequest(JSON.stringify(value));

const HAR_REQUEST = {
  method: 'POST',
  url: 'http://h/api/users',
  headers: [
    { name: ':authority', value: 'h' },
    { name: 'Authorization', value: 'Bearer t' },
  ],
  postData: { mimeType: 'application/json', text: '{"a":1}' },
};

const WRITTEN = {
  method: 'POST',
  url: 'http://h/api/users',
  headers: [['Authorization', 'Bearer t']],
  body: '{"a":1}',
  mediaType: 'application/json',
};

describe('HAR', () => {
  test.each<[string, unknown]>([
    ['an entry', { startedDateTime: 'x', request: HAR_REQUEST }],
    ['an archive of one entry', { log: { entries: [{ request: HAR_REQUEST }] } }],
  ])('%s', (_name, value) => {
    expect(read(value)).toEqual(WRITTEN);
  });

  test.each<[string, unknown, unknown]>([
    [
      'a body in Base64',
      { postData: { mimeType: 'application/json', text: 'eyJhIjoxfQ==', encoding: 'base64' } },
      WRITTEN,
    ],
    [
      'a body of another type',
      { postData: { mimeType: 'text/plain', text: '{"a":1}' } },
      { ...WRITTEN, mediaType: 'text/plain' },
    ],
    [
      'a query in its parts alone',
      {
        queryString: [
          { name: 'q', value: 'a b&c' },
          { name: 'limit', value: '5' },
        ],
      },
      { ...WRITTEN, url: 'http://h/api/users?q=a%20b%26c&limit=5' },
    ],
    [
      'a query in both',
      { url: 'http://h/api/users?q=a', queryString: [{ name: 'q', value: 'a' }] },
      { ...WRITTEN, url: 'http://h/api/users?q=a' },
    ],
    [
      'half a surrogate pair, which has no bytes',
      { queryString: [{ name: 'q', value: '\ud800' }] },
      { ...WRITTEN, url: 'http://h/api/users?q=%EF%BF%BD' },
    ],
  ])('%s', (_name, request, expected) => {
    expect(read({ request: { ...HAR_REQUEST, ...(request as object) } })).toEqual(expected);
  });

  test('a form in its parts', () => {
    const postData = { params: [{ name: 'a', value: '1 2' }] };
    expect(read({ request: { ...HAR_REQUEST, postData } }).body).toBe('a=1+2');
  });

  test.each<[string, unknown, string]>([
    ['two entries', { log: { entries: [{}, {}] } }, 'one request; this archive has 2: give one entry of it'],
    ['no entry', { log: {} }, 'one request; this archive has 0: give one entry of it'],
    ['no URL', { log: { entries: [{ request: {} }] } }, 'a HAR entry with the URL of its request'],
  ])('is refused: %s', (_name, value, expected) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ details: { issues: [{ field: 'text', rule: 'range', expected }] } }),
    );
  });
});
