import { useApi } from './api';

const LISTED = 'https://console.example';
const OTHER = 'https://evil.example';

const closed = useApi();
const open = useApi({ settings: { CORS_ORIGINS: `${LISTED}, https://second.example` } });
const wide = useApi({ settings: { CORS_ORIGINS: '*' } });

const preflight = (origin: string) => ({
  Origin: origin,
  'Access-Control-Request-Method': 'DELETE',
  'Access-Control-Request-Headers': 'authorization,content-type',
});

test('without a list no page of another origin is let in', async () => {
  for (const line of ['GET /api/users/1', 'OPTIONS /api/users/1', 'GET /api/nothing']) {
    const { headers } = await closed.ask(line, { headers: preflight(LISTED) });
    const names = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
    expect([line, names]).toEqual([line, []]);
  }
});

test('a listed origin is, by name and never with credentials', async () => {
  for (const origin of [LISTED, 'https://second.example']) {
    const answer = await open.ask('GET /api/users/1', { headers: { Origin: origin } });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['vary']).toMatch(/\borigin\b/i);
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    for (const exposed of ['ETag', 'Link', 'X-Total-Count', 'X-Request-Id', 'Retry-After', 'Location']) {
      expect(answer.headers['access-control-expose-headers']).toContain(exposed);
    }
  }
});

test('a preflight answers 204 with what may be asked, without a token and without data', async () => {
  const answer = await open.server.ask('OPTIONS /api/users/1', { headers: preflight(LISTED) });
  expect([answer.status, answer.text]).toEqual([204, '']);
  expect(answer.headers['access-control-allow-origin']).toBe(LISTED);
  expect(answer.headers['access-control-allow-methods']).toContain('DELETE');
  for (const allowed of ['Authorization', 'Content-Type', 'If-Match', 'If-None-Match']) {
    expect(answer.headers['access-control-allow-headers']).toContain(allowed);
  }
  expect(answer.headers['allow']).toContain('DELETE');
});

test.each([
  OTHER,
  'null',
  `${LISTED}.evil.example`,
  'http://console.example',
  `${LISTED}:8443`,
  'https://CONSOLE.example',
])('an origin of %s is not let in', async (origin) => {
  for (const line of ['GET /api/users/1', 'OPTIONS /api/users/1']) {
    const { headers } = await open.ask(line, { headers: preflight(origin) });
    expect([line, headers['access-control-allow-origin']]).toEqual([line, undefined]);
  }
});

test('a page can read why it was refused', async () => {
  const answer = await open.server.ask('GET /api/users', { headers: { Origin: LISTED } });
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([401, LISTED]);
});

test('every origin, where that is set; still never with credentials', async () => {
  const { headers } = await wide.ask('GET /api/users/1', { headers: { Origin: OTHER } });
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['access-control-allow-credentials']).toBeUndefined();
});

test('a page can send an idempotency key, and read that it was answered again', async () => {
  const asked = { ...preflight(LISTED), 'Access-Control-Request-Method': 'POST' };
  const headers = {
    ...asked,
    'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
  };
  const answer = await open.server.ask('OPTIONS /api/users', { headers });
  expect(answer.headers['access-control-allow-headers']?.toLowerCase()).toContain('idempotency-key');
  const { headers: read } = await open.ask('GET /api/users/1', { headers: { Origin: LISTED } });
  expect(read['access-control-expose-headers']).toContain('Idempotency-Replayed');
});
