import type { Dependencies } from '../dependencies';

/** By this, scanners of code and logs can tell that a text is a secret of ours. */
export const TOKEN_SCHEME = 'rst_';
/** Characters of a secret that are kept and shown: enough to tell tokens apart, far too few to guess the rest from. */
export const TOKEN_PREFIX_LENGTH = 12;

interface TokenSecret {
  readonly secret: string;
  readonly prefix: string;
  readonly digest: Buffer;
}

/** A new secret of an API token, with what is kept of it: a random one, or the one that a nonce stands for. */
export const makeSecret = (
  { ids, secrets }: Pick<Dependencies, 'ids' | 'secrets'>,
  nonce: string | null = null,
): TokenSecret => {
  const secret = TOKEN_SCHEME + (nonce === null ? ids.secret() : secrets.derivedFrom(nonce)[0]);
  return { secret, prefix: secret.slice(0, TOKEN_PREFIX_LENGTH), digest: secrets.digest(secret) };
};

/**
 * The secret that was made from a nonce; null when a token whose secret begins like this has another. 48 random bits of it
 * are kept: enough to tell its own from the one that a rotation gave.
 */
export const secretMadeFrom = (
  { secrets }: Pick<Dependencies, 'secrets'>,
  nonce: string,
  prefix: string,
): string | null =>
  secrets
    .derivedFrom(nonce)
    .map((secret) => TOKEN_SCHEME + secret)
    .find((secret) => secret.startsWith(prefix)) ?? null;
