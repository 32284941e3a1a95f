import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Secrets } from '../domain/ports';
import { REFRESH_TOKEN_PREFIX } from '../domain/session';

const KEY_BYTES = 32;

/** A key for one purpose, derived from the secret (HKDF, RFC 5869). */
const keyFor = (purpose: string, secret: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES)));

/**
 * One-way keys of secrets at rest. The chain of refresh tokens and the digests of one-time codes hang on keys of their
 * own, so that what is made with the one never passes for the other. Only the signing secret counts: a refresh token
 * whose answer is repeated within its ten seconds of grace across a change of the secret gets a child that nobody knows,
 * and its owner signs in anew. That is too rare to keep a second key for.
 */
export const createSecrets = (secret: string): Secrets => {
  const key = keyFor('roster refresh token chain', secret);
  const codeKey = keyFor('roster one-time codes', secret);
  return {
    digest: (text) => createHash('sha256').update(text).digest(),
    childOf: (refreshToken) =>
      REFRESH_TOKEN_PREFIX + createHmac('sha256', key).update(refreshToken).digest('base64url'),
    codeDigest: (userId, code) => createHmac('sha256', codeKey).update(`${userId}:${code}`).digest(),
  };
};
