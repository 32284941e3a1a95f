import { createHash } from 'node:crypto';
import { machineContext } from '../../src/first-administrator';
import { startTestServer } from '../support/test-server';
import { auditOf, type OtpServer, startOtpServer, visible } from './otp-harness';

let server: OtpServer;
const context = machineContext('test');

beforeAll(async () => {
  server = await startOtpServer();
});
afterAll(() => server.stop());

const SENT = '{"success":true,"message":"Code sent successfully"}';
const HEX_32 = expect.stringMatching(/^[0-9a-f]{32}$/);
const HEX_16 = expect.stringMatching(/^[0-9a-f]{16}$/);

const RESENT = '{"success":true,"message":"Code resent successfully"}';

describe('a code for the one active user that has the number', () => {
  test('goes to the sender, and to nobody else', async () => {
    await server.user({ username: 'ada', phone: '+49 (30) 100-1' });
    const answer = await server.otp('send', { mobile: '+49301001' });
    expect([answer.status, answer.text]).toEqual([200, SENT]);
    expect(server.codes.messages).toEqual([
      {
        phone: '+49301001',
        email: 'ada@example.com',
        username: 'ada',
        code: expect.stringMatching(/^[0-9]{6}$/),
        ttlSeconds: 300,
        trace: { traceId: HEX_32, spanId: HEX_16, isSampled: false },
      },
    ]);
    const again = await server.otp('resend', { mobile: '+49301001' });
    expect([again.status, again.text]).toEqual([200, RESENT]);
    expect(server.codes.messages).toHaveLength(2);
    expect(JSON.stringify([answer, again])).not.toContain(server.codes.last());
  });

  test.each([
    ['+49 30 1002', '＋４９ ３０ １００２'],
    ['030 1003', '(030) 10-03'],
    ['＋４９-1004', '+491004'],
  ])('is found however the number is written: %s, %s', async (phone, mobile) => {
    const { username } = await server.user({ username: `as-${phone.length}-${mobile.length}`, phone });
    await server.codeFor(mobile);
    expect(server.codes.messages.at(-1)?.username).toBe(username);
  });

  test('is not found by a number without its leading plus', async () => {
    await server.user({ username: 'plus', phone: '+491005' });
    const before = server.codes.messages.length;
    expect((await server.otp('send', { mobile: '491005' })).text).toBe(SENT);
    expect(server.codes.messages).toHaveLength(before);
  });

  test('is kept as a keyed digest: no table, log line or audit entry holds it, and none the whole number', async () => {
    const { id } = await server.user({ username: 'kept', phone: '+49301006' });
    const code = await server.codeFor('+49301006');
    const { rows } = await server.database.pool.query('select * from one_time_codes where user_id = $1', [
      id,
    ]);
    const digest = rows[0]['digest'] as Buffer;
    for (const text of [code, `${id}:${code}`, `${id}${code}`])
      expect(digest.equals(createHash('sha256').update(text).digest())).toBe(false);
    const audit = await server.database.pool.query('select details::text from audit_entries');
    const told = JSON.stringify(audit.rows) + server.logLines.join('');
    expect(told).not.toContain('301006');
    expect(JSON.stringify({ ...rows[0], digest: digest.toString('latin1') })).not.toContain(code);
    expect(told).not.toMatch(new RegExp(`\\b${code}\\b`));
  });

  test('two users with equal codes have different digests', () => {
    const { secrets } = server.wiring.needs;
    expect(secrets.codeDigest(7, '123456').equals(secrets.codeDigest(8, '123456'))).toBe(false);
    expect(secrets.codeDigest(7, '123456').equals(secrets.codeDigest(7, '123456'))).toBe(true);
  });
});

describe('nobody to send it to', () => {
  const asked: [string, string][] = [
    ['unknown', '+4999'],
    ['no number', 'call me'],
    ['empty', ''],
    ['too long', '1'.repeat(500)],
    ['NUL and a lone surrogate', '+4930\u0000\ud800'],
    ['suspended', '+492001'],
    ['deleted', '+492002'],
    ['locked by an administrator', '+492003'],
    ['shared by two', '+492004'],
  ];

  beforeAll(async () => {
    const ref = (id: number) => ({ user: { kind: 'id', value: String(id) } as const });
    const { controllers } = server.wiring;
    const suspended = await server.user({ username: 'sus', phone: '+492001' });
    const deleted = await server.user({ username: 'del', phone: '+492002' });
    const locked = await server.user({ username: 'loc', phone: '+492003' });
    await server.user({ username: 'two-1', phone: '+49 2004' });
    await server.user({ username: 'two-2', phone: '+49-2004' });
    await controllers['users.suspend']({ ...ref(suspended.id), reason: null, until: null }, context);
    await controllers['users.delete'](ref(deleted.id), context);
    await controllers['users.lock'](ref(locked.id), context);
  });

  test.each(asked)('%s: answered as a known number is, and nothing is sent', async (what, mobile) => {
    const phone = `+4955${asked.findIndex(([name]) => name === what)}`;
    await server.user({ username: `known-${phone}`, phone });
    const known = visible(await server.otp('send', { mobile: phone }));
    const knownAgain = visible(await server.otp('resend', { mobile: phone }));
    const before = server.codes.messages.length;
    expect(server.codes.messages.slice(-2).map((message) => message.phone)).toEqual([phone, phone]);
    expect(visible(await server.otp('send', { mobile }))).toEqual(known);
    expect(visible(await server.otp('resend', { mobile }))).toEqual(knownAgain);
    expect(server.codes.messages).toHaveLength(before);
  });

  test('of two that share a number, the one that is left is meant once the other is suspended', async () => {
    const first = await server.wiring.needs.work.read.users.findForSignIn(
      { by: 'username', value: 'two-1' },
      server.clock.now().toISOString(),
    );
    await server.wiring.controllers['users.suspend'](
      { user: { kind: 'id', value: String(first?.user.id) }, reason: null, until: null },
      context,
    );
    await server.codeFor('+492004');
    expect(server.codes.messages.at(-1)?.username).toBe('two-2');
  });
});

test('every wish leaves an entry: who, from where, the last digits, and why not', async () => {
  const { id } = await server.user({ username: 'told', phone: '+49303007' });
  const from = 'rest POST /api/auth/otp/send 203.0.113.1';
  await server.otp('send', { mobile: '+49303007' });
  await server.otp('send', { mobile: '+49303999' });
  expect((await auditOf(server, 'otp.send')).slice(0, 2)).toEqual([
    {
      result: 'refused',
      actorId: null,
      target: null,
      from,
      details: { mobile: '…999', reason: 'no_single_active_user' },
    },
    { result: 'done', actorId: null, target: `user ${id}`, from, details: { mobile: '…007' } },
  ]);
  await server.otp('resend', { mobile: '12' });
  expect((await auditOf(server, 'otp.resend'))[0]?.details).toEqual({
    mobile: '…',
    reason: 'no_single_active_user',
  });
});

test.each([
  [{}, 'mobile is required'],
  [{ mobile: null }, 'mobile must not be null'],
  [{ mobile: 4930 }, 'mobile must be a string'],
  [{ mobile: ['+4930'] }, 'mobile must be a string'],
])('a body that is none: %j', async (body, sentence) => {
  for (const action of ['send', 'resend'] as const) {
    const answer = await server.otp(action, body);
    expect([answer.status, answer.text]).toEqual([400, sentence]);
  }
});

test('without a sender it answers the same, and makes no code', async () => {
  const mute = await startTestServer({ settings: { OTP_SENDER: 'none' } });
  try {
    const { id } = await mute.user({ username: 'mute', phone: '+49301001' });
    const answer = await mute.ask('POST /api/auth/otp/send', { body: { mobile: '+49301001' } });
    expect(answer.text).toBe(SENT);
    expect((await mute.database.pool.query('select from one_time_codes')).rowCount).toBe(0);
    expect(await auditOf(mute, 'otp.send')).toMatchObject([
      { result: 'refused', target: `user ${id}`, details: { reason: 'no_sender' } },
    ]);
  } finally {
    await mute.stop();
  }
});
