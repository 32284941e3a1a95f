import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export type Json = Readonly<Record<string, unknown>>;

export const HEADER = { alg: 'HS256', typ: 'at+jwt' };

/** Texts are taken as they are, for JSON that no serializer would write. */
export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

const HASHES: Readonly<Record<string, string>> = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' };

/** A token with an HMAC over whatever header and payload. */
export const forge = (header: unknown, payload: unknown, secret: string, algorithm = 'HS256'): string => {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createHmac(HASHES[algorithm] ?? '', secret)
    .update(input)
    .digest('base64url')}`;
};

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const RSA_PUBLIC_PEM = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
export const RSA_PUBLIC_JWK: Json = { ...rsa.publicKey.export({ format: 'jwk' }) };

const KEYS: Readonly<Record<string, { key: KeyObject; padding?: number; dsaEncoding?: 'ieee-p1363' }>> = {
  RS256: { key: rsa.privateKey },
  PS256: { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING },
  ES256: { key: ec.privateKey, dsaEncoding: 'ieee-p1363' },
};

/** A token that is well signed with a key of the attacker's own. */
export const signedBy = (
  algorithm: 'RS256' | 'PS256' | 'ES256',
  payload: Json,
  header: Json = {},
): string => {
  const input = `${encode({ ...HEADER, alg: algorithm, ...header })}.${encode(payload)}`;
  const key = KEYS[algorithm];
  if (!key) throw new RangeError(`no key for ${algorithm}`);
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
};

/** The payload of a JWT. */
export const claimsOf = (token: string): Json =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
