import { otherThan } from '../../accounts/otp-harness';
import {
  INVALID_CREDENTIALS,
  INVALID_OTP,
  line,
  message,
  NEW_PASSWORD,
  PASSWORD,
  recordOf,
  START,
  told,
  useFlask,
} from './flask';

const flask = useFlask();
const { askAnonymously } = flask;

afterEach(() => flask.clock.set(START));

const post = (path: string, body: unknown) => askAnonymously(`POST ${path}`, { body });
const login = (mobile: string, otp: string) => post('/auth/login', { mobile, otp });
const reset = (mobile: string, otp: string, new_password: unknown = NEW_PASSWORD) =>
  post('/user/reset-password', { mobile, otp, new_password });

const SENT = line(200, { msg: 'OTP sent successfully', success: true });
const RESENT = message(200, 'OTP resent');
const RESET = message(200, 'Password reset');
const NOT_RESET = message(400, 'Invalid OTP');

test('a known number and an unknown one answer alike', async () => {
  await flask.person({ phone: '+49304001' });
  for (const mobile of ['+49304001', '+49000', 'no number', '']) {
    expect(told(await post('/auth/generate-otp', { mobile }))).toBe(SENT);
    expect(told(await post('/user/security/resend-otp', { mobile }))).toBe(RESENT);
  }
  expect(flask.codes.messages.map(({ phone }) => phone)).toEqual(['+49304001', '+49304001']);
});

test('a code signs in once', async () => {
  const person = await flask.person({ phone: '+49304002' });
  const otp = await flask.codeFor('+49304002');
  const answer = await login('+49304002', otp);
  const { access_token: token } = answer.json as { access_token: string };
  expect(told(answer)).toBe(line(200, { access_token: token, success: true }));
  expect((await askAnonymously('GET /user/status', { token })).json).toMatchObject({
    user: { id: person.hexId },
  });
  expect(told(await login('+49304002', otp))).toBe(INVALID_OTP);
});

test('a wrong, an old and nobody’s code are the same refusal', async () => {
  await flask.person({ phone: '+49304003' });
  const otp = await flask.codeFor('+49304003');
  for (const [mobile, tried] of [
    ['+49304003', otherThan(otp)],
    ['+49304003', `${otp} `],
    ['+49000', otp],
  ] as const)
    expect(told(await login(mobile, tried))).toBe(INVALID_OTP);
  flask.clock.advance(5 * 60);
  expect(told(await login('+49304003', otp))).toBe(INVALID_OTP);
});

test('a wrong code counts as a failed sign-in; the sixth try is refused unheard, with the same body', async () => {
  const person = await flask.person({ phone: '+49304004' });
  const otp = await flask.codeFor('+49304004');
  for (let tries = 0; tries < 5; tries += 1)
    expect(told(await login('+49304004', otherThan(otp)))).toBe(INVALID_OTP);
  const refused = await login('+49304004', otp);
  expect(told(refused)).toBe(INVALID_OTP);
  expect(refused.headers['www-authenticate']).toBe('Bearer');
  // The time would tell what the body hides.
  expect(refused.headers['retry-after']).toBeUndefined();
  expect(await recordOf(flask, person.id)).toMatchObject({ failed_sign_ins: 5, lock: { cause: 'failures' } });
  expect(told(await post('/auth/login', { username: person.username, password: PASSWORD }))).toBe(
    INVALID_CREDENTIALS,
  );
  expect(told(await reset('+49304004', otp))).toBe(NOT_RESET);
});

test('the fifth resend closes sign-in by code, not the password', async () => {
  const person = await flask.person({ phone: '+49304005' });
  const otp = await flask.codeFor('+49304005');
  for (let resends = 0; resends < 5; resends += 1)
    expect(told(await post('/user/security/resend-otp', { mobile: '+49304005' }))).toBe(RESENT);
  expect(told(await login('+49304005', otp))).toBe(INVALID_OTP);
  expect(told(await login('+49304005', flask.codes.last()))).toBe(INVALID_OTP);
  await flask.signIn(person);
});

test('who may sign in by code only is refused with a password as with a wrong one', async () => {
  const { username } = await flask.person({ userType: 'general', phone: '+49304006' });
  expect(told(await post('/auth/login', { username, password: PASSWORD }))).toBe(INVALID_CREDENTIALS);
  expect((await login('+49304006', await flask.codeFor('+49304006'))).status).toBe(200);
});

describe('POST /user/reset-password', () => {
  test('sets a password by code and ends every session', async () => {
    const person = await flask.person({ phone: '+49304007' });
    const token = await flask.signIn(person);
    const otp = await flask.codeFor('+49304007');
    expect(told(await reset('+49304007', otp))).toBe(RESET);
    expect((await askAnonymously('GET /user/status', { token })).status).toBe(401);
    await flask.signIn({ ...person, password: NEW_PASSWORD });
    expect(told(await reset('+49304007', otp))).toBe(NOT_RESET);
  });

  test('a wrong code and an unknown number are the same refusal; the sixth try as well', async () => {
    await flask.person({ phone: '+49304008' });
    const otp = await flask.codeFor('+49304008');
    expect(told(await reset('+49000', otp))).toBe(NOT_RESET);
    for (let tries = 0; tries < 5; tries += 1)
      expect(told(await reset('+49304008', otherThan(otp)))).toBe(NOT_RESET);
    const refused = await reset('+49304008', otp);
    expect(told(refused)).toBe(NOT_RESET);
    expect(refused.headers['retry-after']).toBeUndefined();
    expect(refused.headers['www-authenticate']).toBeUndefined();
  });

  test('a weak password is told before the code is looked at, and leaves it unused', async () => {
    await flask.person({ phone: '+49304009' });
    const otp = await flask.codeFor('+49304009');
    for (const tried of [otp, otherThan(otp)])
      expect(told(await reset('+49304009', tried, '1234567'))).toBe(
        message(400, 'new_password must be at least 8 characters'),
      );
    expect(told(await reset('+49304009', otp))).toBe(RESET);
  });
});
