import { machineContext } from '../../src/first-administrator';
import {
  auditOf,
  MINUTE,
  type OtpServer,
  otherThan,
  SECOND,
  standingOf,
  startOtpServer,
  visible,
} from './otp-harness';

let server: OtpServer;
const context = machineContext('test');
const ref = (id: number) => ({ user: { kind: 'id', value: String(id) } as const });

beforeAll(async () => {
  server = await startOtpServer();
});
afterAll(() => server.stop());

const REFUSED = [401, 'Invalid code'];

let logins = 0;

const anotherAddress = (): string => {
  logins += 1;
  return `198.51.100.${logins % 250}`;
};

/** Signs in by code, each time from another address unless one is given. */
const login = async (mobile: string, otp: string, from = anotherAddress()) => {
  const answer = await server.otp('login', { mobile, otp }, from);
  return [answer.status, answer.status === 200 ? 'in' : answer.text];
};

describe('a right code', () => {
  test('starts a session as a password does, for a user without one as well', async () => {
    const { id } = await server.user({ username: 'general', phone: '+49 30 1' });
    const code = await server.codeFor('+49301');
    const answer = await server.otp('login', { mobile: '+49 301', otp: code });
    expect(answer.status).toBe(200);
    const body = answer.json as Record<string, unknown>;
    expect(Object.keys(body)).toEqual(['access_token', 'refresh_token', 'token_type', 'expires_in', 'user']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, user: { id, username: 'general' } });
    expect(body['user']).toHaveProperty('last_login', '2026-03-01T12:00:00Z');
    const token = body['access_token'] as string;
    expect((await server.ask('GET /api/auth/me', { token })).json).toMatchObject({ id });
    expect((await server.ask('GET /api/auth/sessions', { token })).json).toMatchObject([
      { ip: '203.0.113.1', current: true },
    ]);
    const refreshed = await server.ask('POST /api/auth/refresh', {
      body: { refresh_token: body['refresh_token'] },
    });
    expect(refreshed.status).toBe(200);
    expect((await auditOf(server, 'auth.signInByCode'))[0]).toEqual({
      result: 'done',
      actorId: null,
      target: `user ${id}`,
      from: 'rest POST /api/auth/otp/login 203.0.113.1',
      details: { name: '…', session: expect.any(String) },
    });
  });

  test('is good once', async () => {
    await server.user({ username: 'once', phone: '+493002001' });
    const code = await server.codeFor('+493002001');
    expect(await login('+493002001', code)).toEqual([200, 'in']);
    expect(await login('+493002001', code)).toEqual(REFUSED);
  });

  test('is good for five minutes', async () => {
    await server.user({ username: 'slow', phone: '+493002002' });
    const first = await server.codeFor('+493002002');
    server.clock.advance(5 * MINUTE - SECOND);
    expect(await login('+493002002', first)).toEqual([200, 'in']);
    const second = await server.codeFor('+493002002');
    server.clock.advance(5 * MINUTE);
    expect(await login('+493002002', second)).toEqual(REFUSED);
  });

  test('is void once a newer one was sent', async () => {
    await server.user({ username: 'newer', phone: '+493002003' });
    const older = await server.codeFor('+493002003');
    const newer = await server.codeFor('+493002003');
    if (older !== newer) expect(await login('+493002003', older)).toEqual(REFUSED);
    expect(await login('+493002003', newer)).toEqual([200, 'in']);
  });

  test('is good for the number that it was sent to alone', async () => {
    await server.user({ username: 'mine', phone: '+493002004' });
    await server.user({ username: 'theirs', phone: '+493002005' });
    const mine = await server.codeFor('+493002004');
    const theirs = await server.codeFor('+493002005');
    if (mine !== theirs) expect(await login('+493002005', mine)).toEqual(REFUSED);
    expect(await login('+493002005', theirs)).toEqual([200, 'in']);
    expect(await login('+493002004', mine)).toEqual([200, 'in']);
  });

  test('dies with the number, and is no key to a new one', async () => {
    const { id } = await server.user({ username: 'moved', phone: '+493002006' });
    const code = await server.codeFor('+493002006');
    await server.wiring.controllers['users.update'](
      { ...ref(id), changes: { phone: '+493002007' } },
      context,
    );
    expect(await login('+493002006', code)).toEqual(REFUSED);
    expect(await login('+493002007', code)).toEqual(REFUSED);
    expect(await login('+493002007', await server.codeFor('+493002007'))).toEqual([200, 'in']);
  });

  test('is refused once a second active user has the number', async () => {
    await server.user({ username: 'shared-1', phone: '+493002008' });
    const code = await server.codeFor('+493002008');
    await server.user({ username: 'shared-2', phone: '+493002008' });
    expect(await login('+493002008', code)).toEqual(REFUSED);
  });

  test.each(['suspend', 'lock', 'delete'] as const)(
    'is refused after %s, as a wrong one is',
    async (what) => {
      const phone = `+4930021${what.length}`;
      const { id } = await server.user({ username: `gone-${what}`, phone });
      const code = await server.codeFor(phone);
      const { controllers } = server.wiring;
      if (what === 'suspend')
        await controllers['users.suspend']({ ...ref(id), reason: null, until: null }, context);
      else await controllers[`users.${what}`](ref(id), context);
      const refused = visible(await server.otp('login', { mobile: phone, otp: code }, '198.51.100.251'));
      const unknown = visible(await server.otp('login', { mobile: '+4977', otp: code }, '198.51.100.252'));
      expect(refused).toEqual(unknown);
      expect([refused.status, refused.text]).toEqual(REFUSED);
    },
  );
});

describe('a wrong code', () => {
  test.each(['', '12345', '1234567', 'abcdef', ' 123456', '１２３４５６', '\u0000', "' or 1=1 --"])(
    'whatever it looks like: %j',
    async (otp) => {
      const phone = '+493003000';
      expect(await login(phone, otp)).toEqual(REFUSED);
    },
  );

  test('counts as a failed sign-in of the account, and the fifth locks it', async () => {
    const { id } = await server.user({ username: 'guess', phone: '+493003001', password: 'correct horse' });
    const code = await server.codeFor('+493003001');
    for (let tries = 1; tries <= 4; tries += 1) {
      expect(await login('+493003001', otherThan(code))).toEqual(REFUSED);
      expect(await standingOf(server, id)).toMatchObject({ failures: tries, lock: null });
    }
    expect(await login('+493003001', otherThan(code))).toEqual(REFUSED);
    expect(await standingOf(server, id)).toMatchObject({ failures: 5, lock: 'failures' });
    expect(await login('+493003001', code)).toEqual(REFUSED);
    const byPassword = await server.ask('POST /api/auth/login', {
      body: { username: 'guess', password: 'correct horse' },
    });
    expect([byPassword.status, byPassword.text]).toEqual([401, 'Invalid credentials']);
    const before = server.codes.messages.length;
    expect((await server.otp('send', { mobile: '+493003001' })).status).toBe(200);
    expect(server.codes.messages).toHaveLength(before);
  });

  test('unlock by an administrator gives the whole budget back, at once and from the same address', async () => {
    const { id } = await server.user({ username: 'freed', phone: '+493003002' });
    const code = await server.codeFor('+493003002');
    for (let tries = 0; tries < 5; tries += 1) await login('+493003002', otherThan(code), '192.0.2.9');
    expect((await login('+493003002', code, '192.0.2.9'))[0]).toBe(429);
    await server.wiring.controllers['users.unlock'](ref(id), context);
    expect(await standingOf(server, id)).toMatchObject({ failures: 0, lock: null });
    const fresh = await server.codeFor('+493003002');
    expect(await login('+493003002', fresh, '192.0.2.9')).toEqual([200, 'in']);
  });

  test('five from one address, and the sixth is refused unheard: the same for a number that nobody has', async () => {
    await server.user({ username: 'heard', phone: '+493003003' });
    const code = await server.codeFor('+493003003');
    const answers = async (mobile: string, from: string) => {
      const seen: unknown[] = [];
      for (let tries = 0; tries < 6; tries += 1)
        seen.push(visible(await server.otp('login', { mobile, otp: otherThan(code) }, from)));
      return seen;
    };
    const known = await answers('+493003003', '192.0.2.10');
    expect(known).toEqual(await answers('+493003004', '192.0.2.11'));
    expect(known.map((answer) => (answer as { status: number }).status)).toEqual([
      401, 401, 401, 401, 401, 429,
    ]);
    expect(known[5]).toMatchObject({ text: 'Too many login attempts', headers: { 'retry-after': '900' } });
    // However the number is written.
    expect((await login('＋49 30 03-003', code, '192.0.2.10'))[0]).toBe(429);
    server.clock.advance(15 * MINUTE);
    expect(await login('+493003004', code, '192.0.2.11')).toEqual(REFUSED);
  });

  test('kills a code at the fifth, whatever the account can take', async () => {
    const { id } = await server.user({ username: 'dead', phone: '+493003005' });
    const code = await server.codeFor('+493003005');
    const { codes } = server.wiring.needs.work.read;
    const shown = { digest: server.wiring.needs.secrets.codeDigest(id, code), phone: '+493003005' };
    const now = server.clock.now().toISOString();
    for (let tries = 0; tries < 5; tries += 1) await codes.noteWrong(id);
    expect(await codes.use(id, shown, now)).toBe(false);
    expect(await codes.isOut(id, now)).toBe(false);
    expect(await login('+493003005', await server.codeFor('+493003005'))).toEqual([200, 'in']);
  });

  test('success at a username that looks like the key of a number clears nothing of it', async () => {
    await server.user({ username: 'tel:+493003006', password: 'correct horse' });
    await server.user({ username: 'victim', phone: '+493003006' });
    const code = await server.codeFor('+493003006');
    for (let tries = 0; tries < 4; tries += 1) await login('+493003006', otherThan(code), '192.0.2.12');
    for (const username of ['tel:+493003006', '@tel:+493003006'])
      await server.ask('POST /api/auth/login', {
        body: { username, password: 'correct horse' },
        headers: { 'X-Forwarded-For': '192.0.2.12' },
      });
    await login('+493003006', otherThan(code), '192.0.2.12');
    expect((await login('+493003006', code, '192.0.2.12'))[0]).toBe(429);
  });

  test('leaves an entry with the reason, and never the code', async () => {
    const { id } = await server.user({ username: 'entry', phone: '+493003007' });
    const code = await server.codeFor('+493003007');
    await login('+493003007', otherThan(code), '192.0.2.13');
    const [entry] = await auditOf(server, 'auth.signInByCode');
    expect(entry).toEqual({
      result: 'refused',
      actorId: null,
      target: `user ${id}`,
      from: 'rest POST /api/auth/otp/login 192.0.2.13',
      details: { name: '…007', reason: 'wrong_code' },
    });
  });
});

test.each([
  [{ otp: '123456' }, 'mobile is required'],
  [{ mobile: '+4930' }, 'otp is required'],
  [{ mobile: '+4930', otp: 123456 }, 'otp must be a string'],
  [{ mobile: null, otp: '123456' }, 'mobile must not be null'],
])('a body that is none: %j', async (body, sentence) => {
  const answer = await server.otp('login', body);
  expect([answer.status, answer.text]).toEqual([400, sentence]);
});
