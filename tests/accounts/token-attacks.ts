import { encode, forge, HEADER, type Json, RSA_PUBLIC_JWK, RSA_PUBLIC_PEM, signedBy } from './forged-tokens';

/** What an attacker has, and for the cruel cases the secret too: most attacks must fail though the signature is right. */
export interface Loot {
  readonly secret: string;
  /** A good access token and its claims. */
  readonly access: string;
  readonly claims: Json;
  /** A session of somebody else that is good, and one of the same user that has ended. */
  readonly othersSession: string;
  readonly othersId: string;
  readonly endedSession: string;
  readonly refresh: string;
  readonly apiToken: string;
  /** Where keys of the attacker can be fetched. */
  readonly keysUrl: string;
}

export type Attacks = Readonly<Record<string, string>>;

export const algorithmAttacks = ({ secret, access, claims }: Loot): Attacks => {
  const [, body = '', signature = ''] = access.split('.');
  const under = (alg: unknown, end: string): string => `${encode({ ...HEADER, alg })}.${body}${end}`;
  const none = ['none', 'None', 'nOnE', ''].flatMap((alg) => [
    [`alg "${alg}", no last dot`, under(alg, '')],
    [`alg "${alg}", no signature`, under(alg, '.')],
    [`alg "${alg}", the good signature`, under(alg, `.${signature}`)],
  ]);
  return {
    ...Object.fromEntries(none),
    'alg none, well signed': forge({ ...HEADER, alg: 'none' }, claims, secret),
    'no alg': forge({ typ: HEADER.typ }, claims, secret),
    'alg null': forge({ ...HEADER, alg: null }, claims, secret),
    'alg a list': forge({ ...HEADER, alg: ['HS256'] }, claims, secret),
    'alg in lower case': forge({ ...HEADER, alg: 'hs256' }, claims, secret),
    'alg twice, the last one right': forge('{"alg":"none","typ":"at+jwt","alg":"HS256"}', claims, secret),
    'alg twice, the first one right': forge('{"alg":"HS256","typ":"at+jwt","alg":"none"}', claims, secret),
    'HS384, the right secret': forge({ ...HEADER, alg: 'HS384' }, claims, secret, 'HS384'),
    'HS512, the right secret': forge({ ...HEADER, alg: 'HS512' }, claims, secret, 'HS512'),
    'HS512 under the header of HS256': forge(HEADER, claims, secret, 'HS512'),
    RS256: signedBy('RS256', claims),
    PS256: signedBy('PS256', claims),
    ES256: signedBy('ES256', claims),
  };
};

export const keyAttacks = ({ secret, claims, keysUrl }: Loot): Attacks => {
  const withKey = (header: Json, key = secret): string => forge({ ...HEADER, ...header }, claims, key);
  return {
    'another secret': forge(HEADER, claims, `${secret}!`),
    'the secret cut': forge(HEADER, claims, secret.slice(0, -1)),
    'the empty secret': forge(HEADER, claims, ''),
    'a public key as the secret': forge(HEADER, claims, RSA_PUBLIC_PEM),
    'kid that climbs, the empty secret': withKey({ kid: '../../../../dev/null' }, ''),
    'kid of a device': withKey({ kid: '/dev/null' }),
    'kid with SQL': withKey({ kid: "' union select 'x" }, 'x'),
    'kid a number': withKey({ kid: 0 }),
    'kid a list': withKey({ kid: ['a'] }),
    'kid unknown': withKey({ kid: 'unknown' }),
    'jwk, symmetric': withKey({ jwk: { kty: 'oct', k: encode('x') } }, 'x'),
    'jwk, the right secret': withKey({ jwk: { kty: 'oct', k: encode(secret) } }),
    'jwk, RSA': signedBy('RS256', claims, { jwk: RSA_PUBLIC_JWK }),
    'jku, RSA': signedBy('RS256', claims, { jku: keysUrl, kid: 'mine' }),
    'jku, the right secret': withKey({ jku: keysUrl }),
    'x5u, RSA': signedBy('RS256', claims, { x5u: keysUrl }),
    'x5u, the right secret': withKey({ x5u: keysUrl }),
    'x5c, the right secret': withKey({ x5c: ['MIIB'] }),
    'crit, the right secret': withKey({ crit: ['exp'] }),
    'crit of an unknown name': withKey({ crit: ['x'], x: 1 }),
    'b64 false': withKey({ b64: false, crit: ['b64'] }),
  };
};

const nowInSeconds = (): number => Math.floor(Date.now() / 1000);

/** Under the right secret, so that nothing but the claim is wrong. */
export const claimAttacks = ({ secret, claims, othersSession, othersId, endedSession }: Loot): Attacks => {
  const withClaims = (changed: Json): string => forge(HEADER, { ...claims, ...changed }, secret);
  const without = (name: string): string => withClaims({ [name]: undefined });
  const raw = (name: string, json: string): string =>
    forge(HEADER, JSON.stringify({ ...claims, [name]: '%' }).replace('"%"', json), secret);
  const [now, sub, epoch, exp] = [
    nowInSeconds(),
    String(claims['sub']),
    Number(claims['epoch']),
    claims['exp'],
  ];
  const missing = ['iss', 'aud', 'sub', 'sid', 'epoch', 'iat', 'exp'].map((name) => [
    `no ${name}`,
    without(name),
  ]);
  return {
    ...Object.fromEntries(missing),
    'iss of another': withClaims({ iss: 'other' }),
    'iss a part': withClaims({ iss: 'rost' }),
    'iss in a list': withClaims({ iss: ['roster'] }),
    'aud of another': withClaims({ aud: 'other' }),
    'aud a part': withClaims({ aud: 'roster' }),
    'aud in a list': withClaims({ aud: ['roster-api'] }),
    'aud in a list with another': withClaims({ aud: ['other', 'roster-api'] }),
    'exp one second past': withClaims({ exp: now - 1 }),
    'exp now': withClaims({ exp: now }),
    'exp 0': withClaims({ exp: 0 }),
    'exp negative': withClaims({ exp: -1 }),
    'exp null': withClaims({ exp: null }),
    'exp a text': withClaims({ exp: String(exp) }),
    'exp a list': withClaims({ exp: [exp] }),
    'exp true': withClaims({ exp: true }),
    'exp 1e300': raw('exp', '1e300'),
    'exp 1e999': raw('exp', '1e999'),
    'iat in an hour': withClaims({ iat: now + 3600 }),
    'iat a text': withClaims({ iat: String(now) }),
    'nbf in an hour': withClaims({ nbf: now + 3600 }),
    'nbf a text': withClaims({ nbf: String(now) }),
    'sub a number': withClaims({ sub: Number(sub) }),
    'sub null': withClaims({ sub: null }),
    'sub empty': withClaims({ sub: '' }),
    'sub with a blank': withClaims({ sub: `${sub} ` }),
    'sub with a line end': withClaims({ sub: `${sub}\n` }),
    'sub with a point': withClaims({ sub: `${sub}.0` }),
    'sub with a zero in front': withClaims({ sub: `0${sub}` }),
    'sub with a sign': withClaims({ sub: `+${sub}` }),
    'sub in hexadecimal': withClaims({ sub: `0x${Number(sub).toString(16)}` }),
    'sub with an exponent': withClaims({ sub: `${sub}e0` }),
    'sub __proto__': withClaims({ sub: '__proto__' }),
    'sub a list': withClaims({ sub: [sub] }),
    'sub of the administrator': withClaims({ sub: '1' }),
    'sub of nobody': withClaims({ sub: '999999999' }),
    'sub past 2^63': withClaims({ sub: '9223372036854775808' }),
    'epoch older': withClaims({ epoch: epoch - 1 }),
    'epoch newer': withClaims({ epoch: epoch + 1 }),
    'epoch negative': withClaims({ epoch: -1 }),
    'epoch a text': withClaims({ epoch: String(epoch) }),
    'epoch a fraction': withClaims({ epoch: epoch + 0.5 }),
    'sid of another user': withClaims({ sid: othersSession }),
    'sub of another user': withClaims({ sub: othersId }),
    'sid that has ended': withClaims({ sid: endedSession }),
    'sid of no session': withClaims({ sid: '01HZX3V5Q8N7K2M4P6R9T0W1Y3' }),
    'sid in lower case': withClaims({ sid: String(claims['sid']).toLowerCase() }),
    'sid a list': withClaims({ sid: [claims['sid']] }),
    'sid with SQL': withClaims({ sid: "' or ''='" }),
  };
};

/** One kind of token in the place of another, and tokens out of shape. */
export const typeAttacks = ({ secret, access, claims, refresh, apiToken }: Loot): Attacks => {
  const [head = '', body = '', signature = ''] = access.split('.');
  const typed = (typ: unknown): string => forge({ ...HEADER, typ }, claims, secret);
  return {
    'typ JWT': typed('JWT'),
    'typ in upper case': typed('AT+JWT'),
    'typ of a refresh token': typed('rt+jwt'),
    'no typ': typed(undefined),
    'header in another order': forge({ typ: HEADER.typ, alg: HEADER.alg }, claims, secret),
    'header null': forge('null', claims, secret),
    'header a list': forge('[]', claims, secret),
    'payload null': forge(HEADER, 'null', secret),
    'payload a list': forge(HEADER, [claims], secret),
    'payload a text': forge(HEADER, JSON.stringify('text'), secret),
    'payload no JSON': forge(HEADER, '{', secret),
    'payload empty': forge(HEADER, '', secret),
    'payload through a prototype': forge(HEADER, `{"__proto__":${JSON.stringify(claims)}}`, secret),
    'payload changed under the good signature': `${head}.${encode({ ...claims, sub: '1' })}.${signature}`,
    'the refresh token': refresh,
    'the refresh token without its prefix': refresh.slice(refresh.indexOf('_') + 1),
    'the API token cut': apiToken.slice(0, -1),
    'the API token longer': `${apiToken}A`,
    'the API token in upper case': apiToken.toUpperCase(),
    'the access token cut by one': access.slice(0, -1),
    'the access token longer by one': `${access}A`,
    'the access token padded': `${access}=`,
    'the access token without its signature': `${head}.${body}.`,
    'the access token in two parts': `${head}.${body}`,
    'the access token in four parts': `${access}.${signature}`,
    'the access token in five parts, as encrypted': `${access}.${signature}.${signature}`,
    'the access token twice': `${access}${access}`,
    'the access token with a dot in front': `.${access}`,
    'the session’s id': String(claims['sid']),
    'two dots': '..',
    'longer than any token of ours, though well signed': forge(
      HEADER,
      { ...claims, extra: 'x'.repeat(4096) },
      secret,
    ),
  };
};
