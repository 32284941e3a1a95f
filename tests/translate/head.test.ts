import { readRequest } from '../../routes/translate/reading/read-request';
import { translated, ULID } from './support/said';

test.each(['curl -I http://h/api/users/2', 'HEAD http://h/api/users/2'])('%s stays a HEAD', async (text) => {
  const { request, answer, curl, notes, lost } = await translated(text, 'colon');
  expect(request).toEqual({
    method: 'HEAD',
    path: '/users:get',
    query: { id: ULID },
    headers: {},
    body: null,
  });
  expect(answer).toEqual({ status: 200, schema: null, example: null, lacks: [] });
  expect(curl).toBe(`curl -I 'http://h/users:get?id=${ULID}'`);
  expect(readRequest(curl ?? '').method).toBe('HEAD');
  expect([notes.map(({ field }) => field), lost]).toEqual([['permission'], []]);
});
