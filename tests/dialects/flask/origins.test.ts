import { useFlask } from './flask';

const LISTED = 'https://console.example';

const open = useFlask({ settings: { CORS_ORIGINS: LISTED } });
const closed = useFlask();

const preflight = {
  Origin: LISTED,
  'Access-Control-Request-Method': 'PUT',
  'Access-Control-Request-Headers': 'authorization,content-type',
};

test.each(['/user/users', '/user/status', '/auth/login', '/user/nothing'])(
  'a listed origin may read the answers of %s, also refusals; never with credentials',
  async (path) => {
    const { headers } = await open.askAnonymously(`GET ${path}`, { headers: { Origin: LISTED } });
    expect(headers['access-control-allow-origin']).toBe(LISTED);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers['access-control-expose-headers']).toContain('X-Total-Count');
  },
);

test('a preflight answers 204 with what the path serves', async () => {
  const answer = await open.askAnonymously('OPTIONS /user/users', { headers: preflight });
  expect([answer.status, answer.text]).toEqual([204, '']);
  expect(answer.headers).toMatchObject({
    allow: 'GET, HEAD, POST, OPTIONS',
    'access-control-allow-origin': LISTED,
    'access-control-allow-methods': expect.stringContaining('PUT'),
  });
});

test('no other origin is let in', async () => {
  for (const [flask, origin] of [
    [open, 'https://evil.example'],
    [closed, LISTED],
  ] as const) {
    const { headers } = await flask.askAnonymously('OPTIONS /user/users', {
      headers: { ...preflight, Origin: origin },
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  }
});
