import { AppError } from '../domain/error';
import { type Instant, toInstant, toMillis } from '../domain/instant';
import type { AccessTokens, Authenticator, Clock, Secrets } from '../domain/ports';
import type { Credential, Principal } from '../domain/principal';
import type { CredentialOwner, Principals } from '../domain/repositories/principals';
import { REFRESH_TOKEN_PREFIX } from '../domain/session';
import { narrowed } from '../domain/token-rights';
import { createUseTracker, type UseTracker } from './use-tracker';
import type { Verdict, Verdicts } from './verdicts';

export interface BearerAuthenticatorOptions {
  readonly principals: Principals;
  readonly accessTokens: AccessTokens;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly verdicts: Pick<Verdicts, 'of' | 'begin'>;
  /** Told of a use that could not be noted. */
  readonly onError: (error: unknown) => void;
}

export interface BearerAuthenticator extends Authenticator {
  /** Resolves when no use is being noted any more: a graceful stop waits for it before it closes the database. */
  settle(): Promise<void>;
}

/** What an authentication works with: the options, and where uses are noted. */
interface Parts extends BearerAuthenticatorOptions {
  readonly uses: UseTracker;
}

const TOKEN_LIMIT = 4096;

/** Three base64url parts, the first of which opens a JSON object: what only a JWT looks like. */
const JWT = /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/;

const principalOf = (owner: CredentialOwner, credential: Credential): Principal => ({
  userId: owner.id,
  ulid: owner.ulid,
  hexId: owner.hexId,
  username: owner.username,
  roles: owner.roles,
  canWrite: owner.canWrite,
  credential,
});

/** Throws `token_invalid` where the owner's state voids every credential: it says nothing of why. */
const assertGood = (
  owner: CredentialOwner,
  { isRevoked, isExpired }: Record<'isRevoked' | 'isExpired', boolean>,
): void => {
  if (owner.isBarred) throw new AppError('token_invalid');
  if (isRevoked) throw new AppError('token_revoked');
  if (isExpired) throw new AppError('token_expired');
};

const bySession = async (parts: Parts, bearer: string, now: Instant): Promise<Verdict> => {
  const { userId, sessionId, epoch, expiresAt } = parts.accessTokens.verify(bearer);
  const found = await parts.principals.bySession(sessionId, now);
  // An epoch from the future is a token of a directory that was since put back to an older state.
  if (!found || found.owner.id !== userId || epoch > found.epoch) throw new AppError('token_invalid');
  assertGood(found.owner, { isRevoked: found.isEnded || epoch < found.epoch, isExpired: found.isExpired });
  const credential = { kind: 'session', sessionId, isRestricted: found.isRestricted } as const;
  if (found.isUseDue) parts.uses.note(credential);
  const principal = principalOf(found.owner, credential);
  return { principal, expiresAt: Math.min(toMillis(expiresAt), toMillis(found.expiresAt)) };
};

const byTokenDigest = async (parts: Parts, bearer: string, now: Instant): Promise<Verdict> => {
  const found = await parts.principals.byTokenDigest(parts.secrets.digest(bearer), now);
  if (!found) throw new AppError('token_invalid');
  assertGood(found.owner, found);
  const { tokenId, tokenName: name, policy } = found;
  const credential = { kind: 'token', tokenId, name, policy } as const;
  if (found.isUseDue) parts.uses.note(credential);
  return {
    principal: principalOf({ ...found.owner, ...narrowed(found.owner, found) }, credential),
    expiresAt: found.expiresAt === null ? Number.POSITIVE_INFINITY : toMillis(found.expiresAt),
  };
};

const lookUp = async (parts: Parts, bearer: string): Promise<Principal> => {
  if (bearer.length > TOKEN_LIMIT || bearer.startsWith(REFRESH_TOKEN_PREFIX))
    throw new AppError('token_invalid');
  const remember = parts.verdicts.begin(bearer);
  const now = toInstant(parts.clock.now());
  const verdict = await (JWT.test(bearer) ? bySession : byTokenDigest)(parts, bearer, now);
  remember(verdict);
  return verdict.principal;
};

/**
 * Tells access tokens (JWT) and API tokens apart by their form, and reads session, token and user anew unless they are
 * remembered, so that what ended is refused by the next request. An API token may have any form but a JWT's, since an
 * administrator can bring its own.
 */
export const createBearerAuthenticator = (options: BearerAuthenticatorOptions): BearerAuthenticator => {
  const parts: Parts = { ...options, uses: createUseTracker(options) };
  return {
    authenticate: async (bearer) => parts.verdicts.of(bearer) ?? lookUp(parts, bearer),
    settle: () => parts.uses.settle(),
  };
};
