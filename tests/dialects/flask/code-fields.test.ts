import { message, NEW_PASSWORD, told, useFlask } from './flask';

const flask = useFlask();

const RESET = { mobile: '+49309001', otp: '123456', new_password: NEW_PASSWORD };

type Case = [given: Record<string, unknown>, sentence: string];

test.each<Case>([
  [{ mobile: undefined }, 'mobile is required'],
  [{ mobile: null }, 'mobile must not be null'],
  [{ mobile: 49309001 }, 'mobile must be a string'],
  [{ otp: undefined }, 'otp is required'],
  [{ otp: null }, 'otp must not be null'],
  [{ otp: 123456 }, 'otp must be a string'],
  [{ new_password: undefined }, 'new_password is required'],
  [{ new_password: null }, 'new_password must not be null'],
  [{ new_password: ['x'] }, 'new_password must be a string'],
  [{ new_password: '' }, 'new_password is required'],
  [{ new_password: '1234567' }, 'new_password must be at least 8 characters'],
  [{ new_password: 'x'.repeat(73) }, 'new_password must be at most 72 bytes in UTF-8'],
  [{ new_password: 'password\u0000' }, 'new_password is invalid'],
  [{ mobile: undefined, otp: undefined, new_password: undefined }, 'mobile is required'],
])('POST /user/reset-password: %j', async (given, sentence) => {
  const body = { ...RESET, ...given };
  expect(told(await flask.askAnonymously('POST /user/reset-password', { body }))).toBe(
    message(400, sentence),
  );
});

test.each<Case>([
  [{}, 'mobile is required'],
  [{ mobile: null }, 'mobile must not be null'],
  [{ mobile: { number: 1 } }, 'mobile must be a string'],
])('POST /user/security/resend-otp: %j', async (body, sentence) => {
  expect(told(await flask.askAnonymously('POST /user/security/resend-otp', { body }))).toBe(
    message(400, sentence),
  );
});

test('a mobile and a code may hold anything: what is none is merely unknown', async () => {
  for (const text of ['', 'x'.repeat(10_000), '\u0000', '\ud800', "' or 1=1"]) {
    const body = { ...RESET, mobile: text, otp: text };
    const answer = await flask.askAnonymously('POST /user/reset-password', { body });
    expect([text.slice(0, 20), told(answer)]).toEqual([text.slice(0, 20), message(400, 'Invalid OTP')]);
  }
});
