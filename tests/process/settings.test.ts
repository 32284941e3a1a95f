import express from 'express';
import { ConfigError, parseConfig } from '../../src/config';

const PRODUCTION = { NODE_ENV: 'production', JWT_SECRET: 'kX0vq9Zt3LmN7wRb5yUc1sGd8hJf2aPe' };

const refusal = (settings: Readonly<Record<string, string>>): string => {
  try {
    parseConfig(settings);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error(`accepted: ${JSON.stringify(settings)}`);
};

const TOO_LONG = 'x'.repeat(513);
const RATES = [
  'RATE_LIMIT_DEFAULT_PER_MIN',
  'RATE_LIMIT_DEFAULT_PER_DAY',
  'RATE_LIMIT_SESSION_PER_MIN',
  'RATE_LIMIT_ANONYMOUS_PER_MIN',
];
const NO_RATES = ['0', '-1', '1.5', 'many', 'NaN', 'Infinity', '1000000001', '1e30', '99999999999999999999'];
const NO_TIMES = ['0', '-3600', '1h', 'NaN', 'Infinity', '1.5'];

const BAD: Readonly<Record<string, readonly string[]>> = {
  PORT: ['abc', '70000', '65536', '-1', '80.5', '0x50', 'NaN', '3000 4000'],
  DATABASE_URL: [
    'nonsense',
    'localhost:5432',
    'mysql://root:hush-hush@127.0.0.1/roster',
    'http://127.0.0.1/',
    'postgres://',
    'postgres://roster:hush-hush@127.0.0.1:99999/roster',
    'postgres://roster:hush hush@127.0.0.1/roster',
  ],
  // The last one would be fit for use, if there were a DATABASE_URL.
  DATABASE_DIRECT_URL: [
    'nonsense',
    'http://hush-hush@127.0.0.1/',
    'postgres://roster:hush-hush@127.0.0.1/roster',
  ],
  DATABASE_POOL_MAX: ['0', '-1', '1001', 'ten', '1.5'],
  REDIS_URL: [
    'nonsense',
    'http://127.0.0.1:6379',
    'redis://:hush-hush@127.0.0.1:99999',
    'redis://:hush-hush@127.0.0.1:6379/hush',
    'redis://:hush-hush%E0@127.0.0.1:6379',
    'redis://:hush-hush@/0',
    'redis:///0',
  ],
  REDIS_OUTAGE: ['OPEN', 'half', 'true'],
  REDIS_TIMEOUT_MS: ['0', '9', '10001', '1.5', 'soon'],
  JWT_SECRET: ['hush-hush', 'hush'.repeat(7)],
  ADMIN_TOKEN: [
    'hush-hush',
    `${'hush'.repeat(7)}hus`,
    `${'hush'.repeat(8)} with spaces`,
    `${'hush'.repeat(8)}"`,
    `${'hush'.repeat(8)}é`,
    TOO_LONG,
    `rrt_${'hush'.repeat(8)}`,
    `eyJ${'hush'.repeat(8)}.hush.hush`,
  ],
  BCRYPT_COST: ['3', '16', '0', '-12', '12.5', 'high', 'NaN'],
  ...Object.fromEntries(RATES.map((name) => [name, NO_RATES])),
  TRUST_PROXY: [
    'nonsense',
    'yes',
    'TRUE',
    '-1',
    '100',
    '10.1',
    '10/8',
    '300.1.1.1',
    '10.0.0.0/33',
    '::1/129',
    ',',
    'loopback;10.0.0.1',
  ],
  CORS_ORIGINS: [
    'nonsense',
    'app.example.com',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://a.example https://b.example',
  ],
  LOG_LEVEL: ['loud', 'INFO', '30'],
  ACCESS_TOKEN_TTL: [...NO_TIMES, '86401'],
  REFRESH_TOKEN_TTL: [...NO_TIMES, '31536001'],
  METRICS_TOKEN: ['hush-hush', `${'hush'.repeat(8)} with spaces`, `${'hush'.repeat(8)}é`, TOO_LONG],
  METRICS_BIND: [
    '9464',
    'hush',
    '127.0.0.1',
    '127.0.0.1:65536',
    '::1:9464',
    ':9464',
    '127.0.0.1:9464/metrics',
  ],
  STOP_DELAY: ['-1', '301', '1.5', 'soon'],
  OTEL_EXPORTER_OTLP_ENDPOINT: ['collector:4318', 'grpc://127.0.0.1:4317', 'http://hush:99999'],
  OTEL_EXPORTER_OTLP_HEADERS: ['hush', 'a=hush,hush', 'a=%hush', 'a b=hush'],
  OTEL_TRACES_SAMPLER_ARG: ['-0.1', '1.1', 'all'],
};

describe('a bad setting is one line that names it and does not repeat it', () => {
  const cases = Object.entries(BAD).flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );

  test.each(cases)('%s=%s', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} [^\\n]{5,160}$`));
    expect(message).not.toMatch(/hush|undefined|\[object/);
  });

  test('the first of several is named, and it is enough', () => {
    expect(refusal({ PORT: 'abc', BCRYPT_COST: '99' })).toMatch(/^PORT [^\n]*$/);
  });
});

describe('production', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['a missing JWT_SECRET', { NODE_ENV: 'production' }, /^JWT_SECRET is required when NODE_ENV=production/],
    ['an empty JWT_SECRET', { ...PRODUCTION, JWT_SECRET: '' }, /^JWT_SECRET is required/],
    ['a short JWT_SECRET', { ...PRODUCTION, JWT_SECRET: 'short' }, /^JWT_SECRET must be 32 bytes or more/],
    [
      'one letter many times',
      { ...PRODUCTION, JWT_SECRET: 'x'.repeat(64) },
      /^JWT_SECRET looks like a sample/,
    ],
    ['a BCRYPT_COST of 9', { ...PRODUCTION, BCRYPT_COST: '9' }, /^BCRYPT_COST must be at least 10/],
    ['a BCRYPT_COST of 4', { ...PRODUCTION, BCRYPT_COST: '4' }, /^BCRYPT_COST must be at least 10/],
  ])('refuses %s', (_what, settings, message) => {
    expect(refusal(settings)).toMatch(message);
  });

  test.each([
    'change-me-change-me-change-me-change-me',
    'CHANGEMEchangemeCHANGEMEchangeme0123',
    'replace-this-with-thirty-two-random-bytes',
    'your-secret-key-goes-right-in-here-please',
    'an-example-secret-of-more-than-32-bytes',
    'supersecretsupersecretsupersecret',
  ])('refuses the sample %s', (sample) => {
    expect(refusal({ ...PRODUCTION, JWT_SECRET: sample })).toMatch(/^JWT_SECRET looks like a sample value/);
    expect(parseConfig({ JWT_SECRET: sample }).jwtSecret).toBe(sample);
  });

  test.each(['JWT_SECRET_PREVIOUS', 'ADMIN_PASSWORD', 'ADMIN_TOKEN', 'METRICS_TOKEN', 'OTP_WEBHOOK_SECRET'])(
    'refuses a sample as %s too',
    (name) => {
      const sample = { [name]: 'change-me-change-me-change-me-change-me' };
      expect(refusal({ ...PRODUCTION, ...sample })).toMatch(`${name} looks like a sample value`);
      expect(() => parseConfig(sample)).not.toThrow();
    },
  );

  test('accepts random bytes and a cost of 10', () => {
    const config = parseConfig({ ...PRODUCTION, BCRYPT_COST: '10' });
    expect(config).toMatchObject({ isProduction: true, bcryptCost: 10, jwtSecret: PRODUCTION.JWT_SECRET });
  });
});

describe('what is accepted', () => {
  test('32 bytes, not 32 characters', () => {
    expect(parseConfig({ JWT_SECRET: 'é'.repeat(16) }).jwtSecret).toBe('é'.repeat(16));
    expect(refusal({ JWT_SECRET: 'é'.repeat(15) })).toMatch(/^JWT_SECRET/);
  });

  test.each([
    ['false', false],
    ['true', true],
    ['0', 0],
    ['1', 1],
    ['99', 99],
    ['loopback', 'loopback'],
    ['10.0.0.1', '10.0.0.1'],
    ['loopback, 10.0.0.0/8,fd00::/8', 'loopback, 10.0.0.0/8,fd00::/8'],
  ])('TRUST_PROXY=%s, by Express as well', (text, value) => {
    const { trustProxy } = parseConfig({ TRUST_PROXY: text });
    expect(trustProxy).toBe(value);
    expect(() => express().set('trust proxy', trustProxy)).not.toThrow();
  });

  test('lists, with spaces and empty places', () => {
    const config = parseConfig({
      CORS_ORIGINS: ' https://a.example , http://localhost:8080,',
      DIALECTS: 'rest, rails',
    });
    expect(config.corsOrigins).toEqual(['https://a.example', 'http://localhost:8080']);
    expect(config.dialects).toEqual(['rest', 'rails']);
    expect(parseConfig({ CORS_ORIGINS: '*' }).corsOrigins).toEqual(['*']);
  });

  test.each([{}, { DIALECTS: '' }, { DIALECTS: 'all' }, { DIALECTS: 'rest,all' }])(
    '%j is all dialects',
    (settings) => {
      expect(parseConfig(settings).dialects).toBeNull();
    },
  );

  test('DIALECTS=none leaves the administration alone', () => {
    expect(parseConfig({ DIALECTS: 'none' }).dialects).toEqual([]);
  });

  test.each([
    'postgres://127.0.0.1/roster',
    'postgresql://u:p%40ss@[::1]:5433/d?sslmode=require',
    'postgres:///d?host=/run/postgresql',
  ])('DATABASE_URL=%s', (url) => {
    expect(parseConfig({ DATABASE_URL: url }).database.url).toBe(url);
  });

  test('any free port', () => {
    expect(parseConfig({ PORT: '0' }).port).toBe(0);
  });
});

describe('signals', () => {
  test('where metrics and traces go', () => {
    expect(parseConfig({ METRICS_BIND: '[::1]:9464', METRICS_TOKEN: 'x'.repeat(32) }).metrics).toEqual({
      token: 'x'.repeat(32),
      bind: { host: '::1', port: 9464 },
    });
    expect(parseConfig({ METRICS_BIND: 'localhost:0' }).metrics.bind).toEqual({ host: 'localhost', port: 0 });
    expect(
      parseConfig({
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/base/',
        OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b, x=1=2',
        OTEL_TRACES_SAMPLER_ARG: '0.25',
      }).tracing,
    ).toEqual({
      url: 'http://127.0.0.1:4318/base/v1/traces',
      headers: { 'api-key': 'a b', x: '1=2' },
      serviceName: 'roster',
      ratio: 0.25,
    });
    expect(parseConfig({ STOP_DELAY: '5' }).stopDelayMs).toBe(5000);
  });
});
