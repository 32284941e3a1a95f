import { createHash, createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { Secrets } from '../domain/ports';
import { REFRESH_TOKEN_PREFIX } from '../domain/session';

const KEY_BYTES = 32;

/**
 * One-way keys of secrets at rest. The chain of refresh tokens hangs on a key of its own, derived from the secret
 * (HKDF, RFC 5869), so that what is signed with the one never verifies with the other.
 */
export const createSecrets = (secret: string): Secrets => {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', secret, '', 'roster refresh token chain', KEY_BYTES)),
  );
  return {
    digest: (text) => createHash('sha256').update(text).digest(),
    childOf: (refreshToken) =>
      REFRESH_TOKEN_PREFIX + createHmac('sha256', key).update(refreshToken).digest('base64url'),
  };
};
