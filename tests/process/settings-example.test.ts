import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parseConfig } from '../../src/config';
import { SETTING_NAMES } from '../../src/settings/settings';

const ROOT = resolve(__dirname, '../..');
const TEXT = readFileSync(resolve(ROOT, '.env.example'), 'utf8');
const EXAMPLE = parseEnv(TEXT) as Readonly<Record<string, string>>;

/** Absent unless somebody sets them. Every other setting shows its default. */
const WITHOUT_DEFAULT = [
  'DATABASE_DIRECT_URL',
  'DATABASE_URL',
  'POSTGRES_PASSWORD',
  'REDIS_URL',
  'JWT_SECRET',
  'ADMIN_PASSWORD',
  'ADMIN_TOKEN',
  'CORS_ORIGINS',
  'LIFECYCLE_FILE',
  'NODE_ENV',
  'JWT_SECRET_PREVIOUS',
  'METRICS_BIND',
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTP_SENDER',
  'OTP_WEBHOOK_SECRET',
  'OTP_WEBHOOK_URL',
  'SMTP_FROM',
  'SMTP_URL',
];

test('every setting is there once, and nothing else but the password of the compose file', () => {
  const names = [...TEXT.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(names.toSorted()).toEqual([...SETTING_NAMES, 'POSTGRES_PASSWORD'].toSorted());
});

test('every setting has a comment above it, its own or its group’s', () => {
  const groups = TEXT.trim().split('\n\n').slice(1);
  for (const group of groups) expect(group).toMatch(/^# [^\n]{15,}\n/);
});

test('the values shown are the defaults', () => {
  expect(parseConfig(EXAMPLE)).toEqual(parseConfig({}));
  const empty = Object.keys(EXAMPLE).filter((name) => EXAMPLE[name] === '');
  expect(empty.toSorted()).toEqual(WITHOUT_DEFAULT.toSorted());
});

test('the defaults are the documented ones', () => {
  expect(parseConfig({})).toEqual({
    isProduction: false,
    host: '127.0.0.1',
    port: 3000,
    dataDir: resolve('.data'),
    database: { url: null, directUrl: null, poolMax: 10 },
    redis: { url: null, outage: 'open', timeoutMs: 100 },
    jwtSecret: null,
    jwtSecretPrevious: null,
    admin: { username: 'admin', email: 'admin@example.com', password: null, token: null },
    bcryptCost: 12,
    rateLimits: { perMinute: 60, perDay: 1000, sessionPerMinute: 100, anonymousPerMinute: 60 },
    trustProxy: false,
    corsOrigins: [],
    hstsMaxAgeSeconds: 0,
    logLevel: 'info',
    dialects: null,
    lifecycleFile: null,
    accessTokenTtlSeconds: 3600,
    refreshTokenTtlSeconds: 7 * 24 * 3600,
    sessionMaxAgeSeconds: 30 * 24 * 3600,
    usageKeepDays: 400,
    idempotencyKeepHours: 24,
    refreshGraceSeconds: 10,
    signIn: { failuresPerNameAndAddress: 5, windowMs: 900_000, failuresPerAccount: 5, lockMs: 86_400_000 },
    hashQueue: { maxQueue: 128, maxWaitMs: 10_000 },
    passwords: { profile: 'contract', history: 0, maxAgeDays: 0, resetMustChange: false },
    otp: {
      rules: {
        ttlSeconds: 300,
        maxResends: 5,
        closedSeconds: 86_400,
        sendsPerAddressPerHour: 20,
        minAnswerMs: 100,
      },
      sender: { kind: 'log' },
    },
    metrics: { token: null, bind: null },
    tracing: null,
    stopDelayMs: 0,
  });
});

test('empty values count as absent, whatever the setting', () => {
  const empty = Object.fromEntries(SETTING_NAMES.map((name) => [name, '']));
  expect(parseConfig(empty)).toEqual(parseConfig({}));
});

test('the readme tells of every setting', () => {
  const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8');
  const table = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Add a dialect'));
  const isTold = (name: string): boolean =>
    table.includes(`\`${name}\``) || (name === 'RATE_LIMIT_DEFAULT_PER_DAY' && table.includes('`_PER_DAY`'));
  expect(SETTING_NAMES.filter((name) => name !== 'NODE_ENV' && !isTold(name))).toEqual([]);
});
