import type { Instant } from '../../domain/instant';
import { instantAfter } from '../../domain/instant';
import type { SignedIn } from '../../domain/session';
import type { User } from '../../domain/user';
import type { Dependencies } from '../dependencies';

/**
 * When a session that began then ends unless it is refreshed before: every refresh starts the time anew, up to the age
 * that no session outlives.
 */
export const sessionExpiry = (
  { rules }: Pick<Dependencies, 'rules'>,
  startedAt: Instant,
  now: Instant,
): Instant => {
  const idle = instantAfter(now, rules.refreshTtlSeconds * 1000);
  const oldest = instantAfter(startedAt, rules.sessionMaxAgeSeconds * 1000);
  return idle < oldest ? idle : oldest;
};

interface Grant {
  readonly user: User;
  readonly sessionId: string;
  /** The user's session epoch, read in the transaction that grants. */
  readonly epoch: number;
  /** Null where the session is good for changing the password alone. */
  readonly refreshToken: string | null;
}

/** What a granted sign-in or refresh hands out: the refresh token, if there is one, with a fresh access token. */
export const issueTokens = (
  { accessTokens }: Pick<Dependencies, 'accessTokens'>,
  { user, sessionId, epoch, refreshToken }: Grant,
): SignedIn => {
  const { token, expiresAt } = accessTokens.sign({ userId: user.id, sessionId, epoch });
  return {
    user,
    accessToken: token,
    refreshToken,
    expiresIn: accessTokens.ttlSeconds,
    expiresAt,
    ...(refreshToken === null && { restricted: true }),
  };
};
