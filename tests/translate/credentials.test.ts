import { translated } from './support/said';

const INSTEAD = 'put an Authorization header with a Bearer token';
const postman = (auth: unknown): string => JSON.stringify({ request: { url: 'http://h/api/users/2', auth } });

test.each<[string, string, string | undefined, readonly string[]]>([
  ['a Bearer token', 'curl -H "Authorization: bearer x" http://h/api/users/2', 'bearer x', []],
  ['a name for all of it', 'curl -H "Authorization: $AUTH" http://h/api/users/2', '{{AUTH}}', []],
  [
    'curl -u',
    'curl -u ann:pw http://h/api/users/2',
    'Basic YW5uOnB3',
    [`Authorization: Basic lets nobody in here: ${INSTEAD} in its place`],
  ],
  [
    'curl -b',
    'curl -b session=1 http://h/api/users/2',
    undefined,
    [`Cookie: cookies let nobody in here and are left out: ${INSTEAD}`],
  ],
  [
    'a name in the URL',
    'curl http://ann:pw@h/api/users/2',
    undefined,
    [`URL: a name in the URL lets nobody in here: ${INSTEAD}`],
  ],
  [
    'basic of Postman',
    postman({ type: 'basic', basic: [{ key: 'username', value: 'ann' }] }),
    undefined,
    ['auth: basic lets nobody in here: put a Bearer token in its place'],
  ],
  [
    'an API key of Postman in a header of its own',
    postman({ type: 'apikey', apikey: [{ key: 'key', value: 'X-Key' }] }),
    undefined,
    ['auth: apikey lets nobody in here: put a Bearer token in its place'],
  ],
  [
    'an API key of Postman where the token belongs',
    postman({
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'Authorization' },
        { key: 'value', value: 'Bearer t' },
      ],
    }),
    'Bearer t',
    [],
  ],
  [
    'bearer of Postman 2.0',
    postman({ type: 'bearer', bearer: { token: '{{token}}' } }),
    'Bearer {{token}}',
    [],
  ],
  ['no authorization', postman({ type: 'noauth' }), undefined, []],
  ['nothing', postman(null), undefined, []],
])('who asks: %s', async (_name, text, header, notes) => {
  const { request, notes: all } = await translated(text, 'rails');
  expect(request?.headers['Authorization']).toBe(header);
  expect(all.map(({ what, why }) => `${what}: ${why}`)).toEqual(notes);
});
