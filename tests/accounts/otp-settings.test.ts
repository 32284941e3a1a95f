import { ConfigError, parseConfig } from '../../src/config';

const PRODUCTION = { NODE_ENV: 'production', JWT_SECRET: 'kLQ0b1vmB7X9n2Yw4Zs6Tq8Rf3Hd5Jg1' };
const WEBHOOK = {
  OTP_SENDER: 'webhook',
  OTP_WEBHOOK_URL: 'https://codes.example.com/send',
  OTP_WEBHOOK_SECRET: 'kLQ0b1vmB7X9n2Yw4Zs6Tq8Rf3Hd5Jg1',
};
const SMTP = {
  OTP_SENDER: 'smtp',
  SMTP_URL: 'smtps://user:pass@mail.example.com',
  SMTP_FROM: 'a@example.com',
};

const refusalOf = (settings: Record<string, string>): string => {
  try {
    parseConfig(settings);
    return 'accepted';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
};

test('the defaults are the figures of the wire contract, and a floor for the time of an answer', () => {
  expect(parseConfig({}).otp.rules).toEqual({
    ttlSeconds: 300,
    maxResends: 5,
    closedSeconds: 86_400,
    sendsPerAddressPerHour: 20,
    minAnswerMs: 100,
  });
});

test('codes go to the log in development and nowhere in production, unless something is set', () => {
  expect(parseConfig({}).otp.sender).toEqual({ kind: 'log' });
  expect(parseConfig({ OTP_SENDER: 'none' }).otp.sender).toEqual({ kind: 'none' });
  expect(parseConfig(PRODUCTION).otp.sender).toEqual({ kind: 'none' });
  expect(parseConfig({ ...PRODUCTION, ...WEBHOOK }).otp.sender).toEqual({
    kind: 'webhook',
    url: WEBHOOK.OTP_WEBHOOK_URL,
    secret: WEBHOOK.OTP_WEBHOOK_SECRET,
  });
  expect(parseConfig({ ...PRODUCTION, ...SMTP }).otp.sender).toEqual({
    kind: 'smtp',
    url: SMTP.SMTP_URL,
    from: SMTP.SMTP_FROM,
  });
});

test('the log is refused in production', () => {
  expect(refusalOf({ ...PRODUCTION, OTP_SENDER: 'log' })).toMatch(
    /^OTP_SENDER must be one of \[webhook, smtp, none\]/,
  );
});

test.each([
  [{ OTP_SENDER: 'pigeon' }, 'OTP_SENDER must be one of'],
  [{ OTP_SENDER: 'webhook' }, 'OTP_WEBHOOK_URL is required when OTP_SENDER=webhook'],
  [{ ...WEBHOOK, OTP_WEBHOOK_SECRET: '' }, 'OTP_WEBHOOK_SECRET is required when OTP_SENDER=webhook'],
  [{ ...WEBHOOK, OTP_WEBHOOK_SECRET: 'short' }, 'OTP_WEBHOOK_SECRET must be 32 bytes or more'],
  [{ ...WEBHOOK, OTP_WEBHOOK_URL: 'http://codes.example.com' }, 'OTP_WEBHOOK_URL must be an https address'],
  [
    { ...WEBHOOK, OTP_WEBHOOK_URL: 'http://127.0.0.1.example.com' },
    'OTP_WEBHOOK_URL must be an https address',
  ],
  [
    { ...WEBHOOK, OTP_WEBHOOK_URL: 'https://u:p@codes.example.com' },
    'OTP_WEBHOOK_URL must be an https address',
  ],
  [{ ...WEBHOOK, OTP_WEBHOOK_URL: 'ftp://codes.example.com' }, 'OTP_WEBHOOK_URL must be'],
  [{ OTP_SENDER: 'smtp' }, 'SMTP_URL is required when OTP_SENDER=smtp'],
  [{ ...SMTP, SMTP_FROM: '' }, 'SMTP_FROM is required when OTP_SENDER=smtp'],
  [{ ...SMTP, SMTP_FROM: 'a@example.com, b@example.com' }, 'SMTP_FROM must be an email address'],
  [{ ...SMTP, SMTP_URL: 'https://mail.example.com' }, 'SMTP_URL must be'],
  [{ OTP_TTL: '0' }, 'OTP_TTL must be'],
  [{ OTP_MAX_RESENDS: 'five' }, 'OTP_MAX_RESENDS must be'],
])('%j is refused in one line that tells no secret', (settings, message) => {
  const refusal = refusalOf(settings);
  expect(refusal).toContain(message);
  expect(refusal).not.toMatch(/\n|u:p|user:pass/);
});

test.each(['http://localhost:8080/codes', 'http://127.0.0.1:8080/codes', 'http://[::1]:8080/codes'])(
  'a webhook on this machine needs no TLS: %s',
  (OTP_WEBHOOK_URL) => {
    expect(refusalOf({ ...WEBHOOK, OTP_WEBHOOK_URL })).toBe('accepted');
  },
);
