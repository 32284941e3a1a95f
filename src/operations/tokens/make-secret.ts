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

/** A new secret of an API token, with what is kept of it. */
export const makeSecret = ({ ids, secrets }: Pick<Dependencies, 'ids' | 'secrets'>): TokenSecret => {
  const secret = TOKEN_SCHEME + ids.secret();
  return { secret, prefix: secret.slice(0, TOKEN_PREFIX_LENGTH), digest: secrets.digest(secret) };
};
