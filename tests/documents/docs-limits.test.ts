import { useApi } from '../http/api';

const api = useApi({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '3', DIALECTS: 'rest,flask' } });

test('tells of nothing that is switched off, and is counted against the address', async () => {
  const { text } = await api.server.ask('GET /docs');
  expect(text).toContain('data-spelling="GET /form/api/v1/user/users"');
  expect(text).not.toContain('/api/v1/users"');
  expect(text).not.toContain('laravel');
  expect((await api.server.ask('GET /docs/reference/colon')).status).toBe(404);
  expect((await api.server.ask('GET /docs/reference/flask')).status).toBe(200);
  const refused = await api.server.ask('GET /docs');
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
});
