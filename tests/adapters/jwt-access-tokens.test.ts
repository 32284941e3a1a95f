import { createHmac, generateKeyPairSync, sign as signAsymmetric } from 'node:crypto';
import { createJwtAccessTokens } from '../../src/adapters/jwt-access-tokens';
import { AppError } from '../../src/domain/error';

const SECRET = 'a secret of the tests, longer than 32 bytes';
const NOW = 1_800_000_000;
const TTL = 3600;
const SESSION = '01HZX3V5Q8N7K2M4P6R9T0W1Y3';
const CLAIMS = { userId: 7, sessionId: SESSION, epoch: 2 };
const HEADER = { alg: 'HS256', typ: 'at+jwt' };
const PAYLOAD = {
  iss: 'roster',
  aud: 'roster-api',
  sub: '7',
  sid: SESSION,
  epoch: 2,
  jti: 'b6c1',
  iat: NOW,
  exp: NOW + TTL,
};

const tokensAt = (seconds: number, secret = SECRET) =>
  createJwtAccessTokens({ secret, ttlSeconds: TTL, clock: { now: () => new Date(seconds * 1000) } });
const tokens = tokensAt(NOW);

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hmac = (input: string, secret = SECRET, hash = 'sha256'): string =>
  createHmac(hash, secret).update(input).digest('base64url');

/** A token with the right signature over whatever header and payload. */
const forge = (header: unknown, payload: unknown, secret = SECRET, hash = 'sha256'): string => {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${hmac(input, secret, hash)}`;
};
const withClaims = (claims: Record<string, unknown>): string => forge(HEADER, { ...PAYLOAD, ...claims });
const without = (claim: string): string =>
  forge(HEADER, Object.fromEntries(Object.entries(PAYLOAD).filter(([name]) => name !== claim)));
/** With the claim as JSON text, for numbers that JSON has and JavaScript does not print. */
const withRaw = (claim: string, json: string): string =>
  forge(HEADER, JSON.stringify({ ...PAYLOAD, [claim]: '%' }).replace('"%"', json));

const unsigned = (alg: string, end: string): string =>
  `${encode({ alg, typ: 'at+jwt' })}.${encode(PAYLOAD)}${end}`;

const signedWith = (alg: 'RS256' | 'ES256'): string => {
  const { privateKey } =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const input = `${encode({ alg, typ: 'at+jwt' })}.${encode(PAYLOAD)}`;
  const signature = signAsymmetric('sha256', Buffer.from(input), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${input}.${signature.toString('base64url')}`;
};

const codeOf = (token: string, verifier = tokens): string => {
  try {
    verifier.verify(token);
    return 'accepted';
  } catch (error) {
    return error instanceof AppError ? error.code : `threw ${String(error)}`;
  }
};

const good = tokens.sign(CLAIMS).token;
const [head = '', body = '', tail = ''] = good.split('.');

describe('an access token', () => {
  it('says what it was made with', () => {
    expect(tokens.verify(good)).toEqual({ ...CLAIMS, expiresAt: '2027-01-15T09:00:00.000000Z' });
    expect(tokens.ttlSeconds).toBe(TTL);
  });

  it('has the fixed header and claims', () => {
    const part = (text: string): unknown => JSON.parse(Buffer.from(text, 'base64url').toString());
    expect(part(head)).toEqual(HEADER);
    expect(part(body)).toEqual({ ...PAYLOAD, jti: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('differs from every other one', () => {
    expect(new Set(Array.from({ length: 1000 }, () => tokens.sign(CLAIMS).token)).size).toBe(1000);
  });

  it('is good until the second of its expiry, and not in it', () => {
    expect(codeOf(good, tokensAt(NOW + TTL - 1))).toBe('accepted');
    expect(codeOf(good, tokensAt(NOW + TTL - 0.001))).toBe('accepted');
    expect(codeOf(good, tokensAt(NOW + TTL))).toBe('token_expired');
    expect(codeOf(good, tokensAt(NOW + TTL + 1))).toBe('token_expired');
  });

  it('is good a moment before it was made, since clocks of replicas differ', () => {
    expect(codeOf(good, tokensAt(NOW - 10))).toBe('accepted');
    expect(codeOf(good, tokensAt(NOW - 11))).toBe('token_invalid');
  });

  it('is forged well by the tests, so that their refusals mean something', () => {
    expect(codeOf(forge(HEADER, PAYLOAD))).toBe('accepted');
    expect(codeOf(withClaims({ extra: true }))).toBe('accepted');
  });
});

const refused: Record<string, string> = {
  'alg none, no signature': unsigned('none', '.'),
  'alg None, no signature': unsigned('None', '.'),
  'alg nOnE, no signature': unsigned('nOnE', '.'),
  'alg empty, no signature': unsigned('', '.'),
  'alg none, no last dot': unsigned('none', ''),
  'alg none, the good signature': unsigned('none', `.${tail}`),
  'alg none, signed as HS256': forge({ alg: 'none', typ: 'at+jwt' }, PAYLOAD),
  'no alg': forge({ typ: 'at+jwt' }, PAYLOAD),
  'alg null': forge({ alg: null, typ: 'at+jwt' }, PAYLOAD),
  'alg a number': forge({ alg: 256, typ: 'at+jwt' }, PAYLOAD),
  'alg a list': forge({ alg: ['HS256'], typ: 'at+jwt' }, PAYLOAD),
  'alg in lower case': forge({ alg: 'hs256', typ: 'at+jwt' }, PAYLOAD),
  'HS384 with the right secret': forge({ alg: 'HS384', typ: 'at+jwt' }, PAYLOAD, SECRET, 'sha384'),
  'HS512 with the right secret': forge({ alg: 'HS512', typ: 'at+jwt' }, PAYLOAD, SECRET, 'sha512'),
  'HS384 under the header of HS256': forge(HEADER, PAYLOAD, SECRET, 'sha384'),
  'RS256 with a key of its own': signedWith('RS256'),
  'ES256 with a key of its own': signedWith('ES256'),
  'alg twice, the last one right': forge('{"alg":"none","typ":"at+jwt","alg":"HS256"}', PAYLOAD),
  'alg twice, the first one right': forge('{"alg":"HS256","typ":"at+jwt","alg":"none"}', PAYLOAD),
  'the empty secret': forge(HEADER, PAYLOAD, ''),
  'another secret': forge(HEADER, PAYLOAD, `${SECRET}!`),
  'kid that climbs': forge({ ...HEADER, kid: '../../../../dev/null' }, PAYLOAD, ''),
  'kid of a device, right secret': forge({ ...HEADER, kid: '/dev/null' }, PAYLOAD),
  'kid with SQL, right secret': forge({ ...HEADER, kid: "' union select 'x" }, PAYLOAD),
  'kid a number, right secret': forge({ ...HEADER, kid: 1 }, PAYLOAD),
  'jwk of its own': forge({ ...HEADER, jwk: { kty: 'oct', k: encode('x') } }, PAYLOAD, 'x'),
  'jku of its own': forge({ ...HEADER, jku: 'http://127.0.0.1:1/keys' }, PAYLOAD),
  'x5u of its own': forge({ ...HEADER, x5u: 'http://127.0.0.1:1/cert' }, PAYLOAD),
  'crit, right secret': forge({ ...HEADER, crit: ['exp'] }, PAYLOAD),
  'b64 false, right secret': forge({ ...HEADER, b64: false, crit: ['b64'] }, PAYLOAD),
  'typ JWT': forge({ alg: 'HS256', typ: 'JWT' }, PAYLOAD),
  'no typ': forge({ alg: 'HS256' }, PAYLOAD),
  'typ in upper case': forge({ alg: 'HS256', typ: 'AT+JWT' }, PAYLOAD),
  'header of another order': forge({ typ: 'at+jwt', alg: 'HS256' }, PAYLOAD),
  'header null': forge('null', PAYLOAD),
  'header a list': forge('[]', PAYLOAD),
  'header no JSON': forge('{', PAYLOAD),
  'another issuer': withClaims({ iss: 'other' }),
  'no issuer': without('iss'),
  'issuer in a list': withClaims({ iss: ['roster'] }),
  'another audience': withClaims({ aud: 'other' }),
  'no audience': without('aud'),
  'audience in a list': withClaims({ aud: ['roster-api'] }),
  'audience in a list with another': withClaims({ aud: ['other', 'roster-api'] }),
  'no exp': without('exp'),
  'exp null': withClaims({ exp: null }),
  'exp a text': withClaims({ exp: String(NOW + TTL) }),
  'exp a list': withClaims({ exp: [NOW + TTL] }),
  'exp 1e300': withRaw('exp', '1e300'),
  'exp 1e999': withRaw('exp', '1e999'),
  'exp a fraction': withClaims({ exp: NOW + TTL + 0.5 }),
  'exp true': withClaims({ exp: true }),
  'no iat': without('iat'),
  'iat a text': withClaims({ iat: String(NOW) }),
  'iat negative': withClaims({ iat: -1 }),
  'iat in the future': withClaims({ iat: NOW + 60 }),
  'nbf in the future': withClaims({ nbf: NOW + 1 }),
  'nbf a text': withClaims({ nbf: String(NOW) }),
  'no sub': without('sub'),
  'sub a number': withClaims({ sub: 7 }),
  'sub null': withClaims({ sub: null }),
  'sub empty': withClaims({ sub: '' }),
  'sub 0': withClaims({ sub: '0' }),
  'sub negative': withClaims({ sub: '-7' }),
  'sub +7': withClaims({ sub: '+7' }),
  'sub 07': withClaims({ sub: '07' }),
  'sub 7.0': withClaims({ sub: '7.0' }),
  'sub 7e0': withClaims({ sub: '7e0' }),
  'sub 0x7': withClaims({ sub: '0x7' }),
  'sub with a blank': withClaims({ sub: ' 7' }),
  'sub with a line end': withClaims({ sub: '7\n' }),
  'sub in other digits': withClaims({ sub: '٧' }),
  'sub past the safe integers': withClaims({ sub: '9007199254740993' }),
  'sub past 2^63': withClaims({ sub: '9223372036854775808' }),
  'sub an object': withClaims({ sub: { toString: '7' } }),
  'sub a list': withClaims({ sub: ['7'] }),
  'no sid': without('sid'),
  'sid null': withClaims({ sid: null }),
  'sid no ULID': withClaims({ sid: 'x' }),
  'sid in lower case': withClaims({ sid: SESSION.toLowerCase() }),
  'sid past 128 bits': withClaims({ sid: `8${SESSION.slice(1)}` }),
  'sid a list': withClaims({ sid: [SESSION] }),
  'no epoch': without('epoch'),
  'epoch negative': withClaims({ epoch: -1 }),
  'epoch a fraction': withClaims({ epoch: 0.5 }),
  'epoch a text': withClaims({ epoch: '2' }),
  'epoch 1e300': withRaw('epoch', '1e300'),
  'payload null': forge(HEADER, 'null'),
  'payload a list': forge(HEADER, '[]'),
  'payload a text': forge(HEADER, '"text"'),
  'payload a number': forge(HEADER, '1'),
  'payload no JSON': forge(HEADER, 'plain'),
  'payload empty': forge(HEADER, ''),
  'payload that sets a prototype': forge(HEADER, `{"__proto__":${JSON.stringify(PAYLOAD)}}`),
  'another payload under the good signature': `${head}.${encode({ ...PAYLOAD, sub: '1' })}.${tail}`,
  'signature cut': good.slice(0, -1),
  'signature of blanks': `${head}.${body}.   `,
  'no signature': `${head}.${body}.`,
  'two parts': `${head}.${body}`,
  'four parts': `${good}.${tail}`,
  'five parts, as encrypted': `${good}.${tail}.${tail}`,
  'a dot in front': `.${good}`,
  'padding after the signature': `${good}==`,
  'a blank in front': ` ${good}`,
  empty: '',
  'one dot': '.',
  'two dots': '..',
  'a text': 'garbage',
  'NUL and lone surrogates': `${head}.\u0000\ud800.${tail}`,
  'invalid UTF-8 in the payload': `${head}.${Buffer.from([0xff, 0xfe, 0x7b]).toString('base64url')}.${tail}`,
  'an API token': `rst_${'a'.repeat(43)}`,
  'a refresh token': `rrt_${'a'.repeat(43)}`,
  'a megabyte': `${head}.${'A'.repeat(2 ** 20)}.${tail}`,
  'a megabyte of dots': '.'.repeat(2 ** 20),
  'longer than 4096 characters though well signed': withClaims({ extra: 'x'.repeat(4096) }),
};

describe('what is no access token of ours', () => {
  it.each(Object.entries(refused))('is refused: %s', (_name, token) => {
    expect(codeOf(token)).toBe('token_invalid');
  });

  it.each([
    ['exp one second ago', withClaims({ exp: NOW - 1 })],
    ['exp now', withClaims({ exp: NOW })],
    ['exp 0', withClaims({ exp: 0 })],
    ['exp negative', withClaims({ exp: -1 })],
  ])('is expired: %s', (_name, token) => {
    expect(codeOf(token)).toBe('token_expired');
  });

  it.each([null, undefined, 1, {}, []])('is refused where a caller passes %p for a text', (token) => {
    expect(codeOf(token as unknown as string)).toBe('token_invalid');
  });
});

describe('the secret of access tokens', () => {
  it.each(['', 'short', 'x'.repeat(31)])('is refused when it is too short: "%s"', (secret) => {
    expect(() => tokensAt(NOW, secret)).toThrow(RangeError);
  });

  it('is its own: a token of another secret is refused', () => {
    expect(codeOf(tokensAt(NOW, 'y'.repeat(32)).sign(CLAIMS).token)).toBe('token_invalid');
  });
});
