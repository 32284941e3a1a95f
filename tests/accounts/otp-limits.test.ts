import { machineContext } from '../../src/first-administrator';
import {
  auditOf,
  HOUR,
  MINUTE,
  type OtpServer,
  SECOND,
  standingOf,
  startOtpServer,
  visible,
} from './otp-harness';

let server: OtpServer;
let administrator: string;
const context = machineContext('test');

beforeAll(async () => {
  server = await startOtpServer();
  const { id } = await server.user({ username: 'admin', roles: ['admin'] });
  administrator = await server.token(id);
});
afterAll(() => server.stop());

/** How many messages a piece of work has sent. */
const sentBy = async (work: () => Promise<unknown>): Promise<number> => {
  const before = server.codes.messages.length;
  await work();
  return server.codes.messages.length - before;
};

const resend = (mobile: string) => sentBy(() => server.otp('resend', { mobile }));

/** A user whose codes were closed by the fifth resend. */
const closedUser = async (username: string, phone: string) => {
  const user = await server.user({ username, phone, password: 'correct horse' });
  for (let resends = 0; resends < 5; resends += 1) await server.otp('resend', { mobile: phone });
  expect(await standingOf(server, user.id)).toMatchObject({ resends: 5, closedUntil: expect.any(String) });
  return user;
};

describe('the fifth resend', () => {
  test('sends nothing, answers as ever, and closes codes for 24 hours, but not the password', async () => {
    const phone = '+494001';
    const { id } = await server.user({ username: 'again', phone, password: 'correct horse' });
    await server.codeFor(phone);
    for (let resends = 1; resends <= 4; resends += 1) {
      expect(await resend(phone)).toBe(1);
      expect(await standingOf(server, id)).toMatchObject({ resends, closedUntil: null });
    }
    const code = server.codes.last();
    const fifth = await server.otp('resend', { mobile: phone });
    expect([fifth.status, fifth.text]).toEqual([
      200,
      '{"success":true,"message":"Code resent successfully"}',
    ]);
    expect(visible(fifth)).toEqual(visible(await server.otp('resend', { mobile: '+4999' })));
    expect(await standingOf(server, id)).toMatchObject({
      resends: 5,
      closedUntil: '2026-03-02T12:00:00.000000Z',
      lock: null,
    });
    const byCode = await server.otp('login', { mobile: phone, otp: code });
    expect([byCode.status, byCode.text]).toEqual([401, 'Invalid code']);
    expect((await server.reset({ mobile: phone, otp: code, new_password: 'battery staple' })).status).toBe(
      400,
    );
    expect(await sentBy(() => server.otp('send', { mobile: phone }))).toBe(0);
    expect(await resend(phone)).toBe(0);
    const byPassword = await server.ask('POST /api/auth/login', {
      body: { username: 'again', password: 'correct horse' },
    });
    expect(byPassword.status).toBe(200);
    expect(await standingOf(server, id)).toMatchObject({ resends: 5 });
    const directory = await server.ask(`GET /api/directory/${id}`, { token: administrator });
    expect(directory.json).toMatchObject({ otp_resends: 5, otp_closed_until: '2026-03-02T12:00:00Z' });
  });

  test('is forgotten when its 24 hours are over', async () => {
    const { id } = await closedUser('patient', '+494002');
    server.clock.advance(24 * HOUR - SECOND);
    expect(await resend('+494002')).toBe(0);
    server.clock.advance(SECOND);
    expect(await standingOf(server, id)).toMatchObject({ resends: 0, closedUntil: null });
    expect(await resend('+494002')).toBe(1);
    expect(await standingOf(server, id)).toMatchObject({ resends: 1, closedUntil: null });
    const answer = await server.otp('login', { mobile: '+494002', otp: server.codes.last() });
    expect(answer.status).toBe(200);
  });

  test('a sign-in by code forgets the resends before it', async () => {
    const { id } = await server.user({ username: 'arrived', phone: '+494003' });
    for (let resends = 0; resends < 4; resends += 1) await server.otp('resend', { mobile: '+494003' });
    await server.otp('login', { mobile: '+494003', otp: server.codes.last() });
    expect(await standingOf(server, id)).toMatchObject({ resends: 0 });
  });

  test('cannot be walked around by asking anew while a code is out', async () => {
    const { id } = await server.user({ username: 'walker', phone: '+494004' });
    expect(await sentBy(() => server.otp('send', { mobile: '+494004' }))).toBe(1);
    expect(await standingOf(server, id)).toMatchObject({ resends: 0 });
    for (let resends = 1; resends <= 4; resends += 1)
      expect(await sentBy(() => server.otp('send', { mobile: '+494004' }))).toBe(1);
    expect(await sentBy(() => server.otp('send', { mobile: '+494004' }))).toBe(0);
    expect(await standingOf(server, id)).toMatchObject({ resends: 5 });
    // Once the last one has run out, asking again is no resend.
    const { id: other } = await server.user({ username: 'stroller', phone: '+494005' });
    await server.otp('send', { mobile: '+494005' });
    server.clock.advance(5 * MINUTE);
    expect(await sentBy(() => server.otp('send', { mobile: '+494005' }))).toBe(1);
    expect(await standingOf(server, other)).toMatchObject({ resends: 0 });
  });
});

describe('an administrator opens codes again', () => {
  test.each([
    [
      'reset-otp-count',
      (id: number) => `POST /api/users/${id}/reset-otp-count`,
      'OTP count reset successfully',
    ],
    ['its twin', (id: number) => `POST /api/users/reset-otp-count/${id}`, 'OTP count reset successfully'],
    ['unlock', (id: number) => `POST /api/users/${id}/unlock`, 'User unlocked successfully'],
  ])('%s', async (name, line, message) => {
    const phone = `+49401${name.length}`;
    const { id } = await closedUser(`closed-${name.replace(/ /g, '-')}`, phone);
    const { version } = await standingOf(server, id);
    const answer = await server.ask(line(id), { token: administrator });
    expect([answer.status, answer.json]).toEqual([200, { success: true, message }]);
    expect(await standingOf(server, id)).toMatchObject({ resends: 0, closedUntil: null, version });
    const code = await server.codeFor(phone);
    expect((await server.otp('login', { mobile: phone, otp: code })).status).toBe(200);
  });

  test('with nothing to open it succeeds and leaves no entry', async () => {
    const { id } = await closedUser('twice', '+494020');
    const line = `POST /api/users/${id}/reset-otp-count`;
    const before = (await auditOf(server, 'users.resetOtpCount')).length;
    await server.ask(line, { token: administrator });
    const again = await server.ask(line, { token: administrator });
    expect(again.json).toEqual({ success: true, message: 'OTP count reset successfully' });
    const entries = await auditOf(server, 'users.resetOtpCount');
    expect(entries).toHaveLength(before + 1);
    expect(entries[0]).toMatchObject({ result: 'done', target: `user ${id}` });
  });

  test('nobody else may, and there must be such a user', async () => {
    const { id } = await server.user({ username: 'reader', roles: ['readonly'] });
    const superadmin = await server.user({ username: 'root', roles: ['superadmin'] });
    const ask = async (line: string, token?: string) => {
      const answer = await server.ask(line, token === undefined ? {} : { token });
      return [answer.status, answer.text];
    };
    const reader = await server.token(id);
    expect(await ask(`POST /api/users/${id}/reset-otp-count`)).toEqual([401, 'Unauthorized']);
    expect(await ask(`POST /api/users/${id}/reset-otp-count`, reader)).toEqual([403, 'Forbidden']);
    expect(await ask(`POST /api/users/${superadmin.id}/reset-otp-count`, administrator)).toEqual([
      403,
      'Forbidden',
    ]);
    expect(await ask('POST /api/users/999999/reset-otp-count', administrator)).toEqual([
      404,
      'User not found',
    ]);
    expect(await ask('POST /api/users/0x1/reset-otp-count', administrator)).toEqual([404, 'User not found']);
  });
});

describe('one address', () => {
  let limited: OtpServer;
  beforeAll(async () => {
    limited = await startOtpServer({ settings: { OTP_SENDS_PER_ADDRESS_PER_HOUR: '20' } });
  });
  afterAll(() => limited.stop());

  const ask = async (mobile: string, from: string, action: 'send' | 'resend' = 'send') =>
    (await limited.otp(action, { mobile }, from)).status;

  test('may ask twenty times an hour, whatever the numbers; another is not concerned', async () => {
    await limited.user({ username: 'ada', phone: '+49301001' });
    for (let asked = 0; asked < 19; asked += 1)
      expect(await ask(`+4990${asked}`, '203.0.113.7', asked % 2 ? 'send' : 'resend')).toBe(200);
    limited.clock.advance(20 * MINUTE);
    expect(await ask('+49301001', '203.0.113.7')).toBe(200);
    expect(limited.codes.messages).toHaveLength(1);
    for (const mobile of ['+49301001', '+4999', 'none']) {
      const refused = await limited.otp('resend', { mobile }, '203.0.113.7');
      expect([refused.status, refused.text]).toEqual([429, 'Rate limit exceeded']);
      expect(refused.headers['retry-after']).toBe('2400');
    }
    expect(limited.codes.messages).toHaveLength(1);
    expect((await auditOf(limited, 'otp.resend'))[0]).toMatchObject({
      result: 'refused',
      target: null,
      details: { reason: 'too_many_sends' },
    });
    expect(await ask('+49301001', '203.0.113.8')).toBe(200);
    limited.clock.advance(40 * MINUTE);
    expect(await ask('+49301001', '203.0.113.7')).toBe(200);
  });

  test('is a whole home network of IPv6', async () => {
    for (let asked = 0; asked < 20; asked += 1)
      expect(await ask('+4999', `2001:db8:0:12${asked.toString(16).padStart(2, '0')}::1`)).toBe(200);
    expect(await ask('+4999', '2001:db8:0:12ff::1')).toBe(429);
    expect(await ask('+4999', '2001:db8:0:1300::1')).toBe(200);
  });

  test('asks at once no more often than one after the other', async () => {
    const asked = Array.from({ length: 40 }, (_, index) => ask(`+4980${index}`, '203.0.113.9'));
    const statuses = await Promise.all(asked);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });
});

test('resends at once do not send more often than one after the other', async () => {
  const { id } = await server.user({ username: 'burst', phone: '+494030' });
  const sent = await sentBy(() =>
    Promise.all(Array.from({ length: 20 }, () => server.otp('resend', { mobile: '+494030' }))),
  );
  expect(sent).toBe(4);
  expect(await standingOf(server, id)).toMatchObject({ resends: 5 });
});

test('what no longer counts is forgotten', async () => {
  await server.codeFor((await server.user({ username: 'old', phone: '+494040' })).phone ?? '');
  server.clock.advance(2 * HOUR);
  const then = new Date(server.clock.now().getTime() - HOUR).toISOString();
  expect(await server.wiring.needs.work.read.codes.forgetBefore(then)).toBeGreaterThan(1);
  for (const table of ['one_time_codes', 'otp_sends'])
    expect((await server.database.pool.query(`select from ${table}`)).rowCount).toBe(0);
});

test('the settings decide', async () => {
  const strict = await startOtpServer({
    settings: { OTP_TTL: '60', OTP_MAX_RESENDS: '2', OTP_CLOSED: '120' },
  });
  try {
    const { id } = await strict.user({ username: 'ada', phone: '+49301001' });
    const code = await strict.codeFor('+49301001');
    expect(strict.codes.messages[0]?.ttlSeconds).toBe(60);
    strict.clock.advance(MINUTE);
    expect((await strict.otp('login', { mobile: '+49301001', otp: code })).status).toBe(401);
    await strict.otp('resend', { mobile: '+49301001' });
    await strict.otp('resend', { mobile: '+49301001' });
    expect(strict.codes.messages).toHaveLength(2);
    expect(await standingOf(strict, id)).toMatchObject({ closedUntil: '2026-03-01T12:03:00.000000Z' });
    await strict.wiring.controllers['users.resetOtpCount'](
      { user: { kind: 'id', value: String(id) } },
      context,
    );
    expect(await standingOf(strict, id)).toMatchObject({ resends: 0, closedUntil: null });
  } finally {
    await strict.stop();
  }
});
