import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Secrets } from '../domain/ports';
import { REFRESH_TOKEN_PREFIX } from '../domain/session';

const KEY_BYTES = 32;

/** A key for one purpose, derived from the secret (HKDF, RFC 5869). */
const keyFor = (purpose: string, secret: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES)));

const hmac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();

type Digests = readonly [Buffer, ...Buffer[]];

/** HMACs for one purpose: by the present secret, then by the one before it. */
const digestsFor = (
  purpose: string,
  secret: string,
  previous: string | null,
): ((text: string) => Digests) => {
  const key = keyFor(purpose, secret);
  const former = previous === null ? [] : [keyFor(purpose, previous)];
  return (text) => [hmac(key, text), ...former.map((one) => hmac(one, text))];
};

const toText = (digest: Buffer): string => digest.toString('base64url');

/**
 * One-way keys of secrets at rest. The chain of refresh tokens, the digests of one-time codes and what repeated creates need
 * hang on keys of their own, so that what is made with the one never passes for the other. Of refresh tokens and codes
 * the signing secret alone counts: a refresh token whose answer is repeated within its ten seconds of grace across a
 * change of the secret gets a child that nobody knows, and its owner signs in anew. That is too rare to keep a second key
 * for. A create may be repeated for hours, so there the secret before it counts as well.
 */
export const createSecrets = (secret: string, previous: string | null = null): Secrets => {
  const key = keyFor('roster refresh token chain', secret);
  const codeKey = keyFor('roster one-time codes', secret);
  const inputDigests = digestsFor('roster idempotent inputs', secret, previous);
  const ofNonce = digestsFor('roster idempotent token secrets', secret, previous);
  return {
    digest: (text) => createHash('sha256').update(text).digest(),
    childOf: (refreshToken) => REFRESH_TOKEN_PREFIX + toText(hmac(key, refreshToken)),
    codeDigest: (userId, code) => hmac(codeKey, `${userId}:${code}`),
    inputDigests,
    derivedFrom(nonce) {
      const [present, ...former] = ofNonce(nonce);
      return [toText(present), ...former.map(toText)];
    },
  };
};
