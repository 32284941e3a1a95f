import { limitedToken } from '../../limits/limited-token';
import { line, message, told, useFlask } from './flask';

const REFUSED = message(429, 'Too many requests');
const REFUSED_UNDER_AUTH = line(429, { msg: 'Too many requests', success: false });

describe('a caller', () => {
  // Days are counted by this clock, and the time to wait by the machine's.
  const flask = useFlask({ clock: { now: () => new Date() } });

  test.each(['ratePerMinute', 'requestsPerDay'])('beyond its %s', async (limit) => {
    const token = await limitedToken(flask.api.server, flask.api.admin.id, { [limit]: 2 });
    for (let calls = 0; calls < 2; calls += 1)
      expect((await flask.ask('GET /user/status', { token })).status).toBe(200);
    const answer = await flask.ask('GET /user/status', { token });
    expect(told(answer)).toBe(REFUSED);
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(answer.headers['ratelimit']).toMatch(/r=0/);
    // One budget, whichever dialect it is spent in.
    expect((await flask.api.server.ask('GET /api/users/1', { token })).status).toBe(429);
  });
});

describe('an address', () => {
  const flask = useFlask({ settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '3' } });

  test('beyond the budget of those who are not known, whatever it asks for', async () => {
    const { askAnonymously } = flask;
    expect((await askAnonymously('GET /user/users')).status).toBe(401);
    expect((await askAnonymously('GET /user/nothing')).status).toBe(404);
    expect((await askAnonymously('DELETE /auth/login')).status).toBe(405);
    for (const request of ['GET /user/users', 'GET /user/nothing', 'DELETE /auth/login'])
      expect(told(await askAnonymously(request))).toBe(REFUSED);
    const body = { username: 'admin', password: 'admin-password-1' };
    expect(told(await askAnonymously('POST /auth/login', { body }))).toBe(REFUSED_UNDER_AUTH);
    expect(told(await askAnonymously('POST /user/security/resend-otp', { body: { mobile: '1' } }))).toBe(
      REFUSED,
    );
    expect((await flask.ask('GET /user/status')).status).toBe(200);
  });
});

describe('codes', () => {
  const flask = useFlask({ settings: { OTP_SENDS_PER_ADDRESS_PER_HOUR: '2' } });

  test('beyond what an address may ask for', async () => {
    const body = { mobile: '+49307001' };
    await flask.askAnonymously('POST /auth/generate-otp', { body });
    await flask.askAnonymously('POST /user/security/resend-otp', { body });
    expect(told(await flask.askAnonymously('POST /auth/generate-otp', { body }))).toBe(REFUSED_UNDER_AUTH);
    const refused = await flask.askAnonymously('POST /user/security/resend-otp', { body });
    expect(told(refused)).toBe(REFUSED);
    expect(refused.headers['retry-after']).toBe('3600');
  });
});
