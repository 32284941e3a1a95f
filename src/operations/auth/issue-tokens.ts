import type { Instant } from '../../domain/instant';
import { toInstant } from '../../domain/instant';
import type { SignedIn } from '../../domain/session';
import type { User } from '../../domain/user';
import type { Dependencies } from '../dependencies';

/** When a session ends unless it is refreshed before: every refresh starts the time anew. */
export const sessionExpiry = ({ clock, rules }: Pick<Dependencies, 'clock' | 'rules'>): Instant =>
  toInstant(new Date(clock.now().getTime() + rules.refreshTtlSeconds * 1000));

interface Grant {
  readonly user: User;
  readonly sessionId: string;
  /** The user's session epoch, read in the transaction that grants. */
  readonly epoch: number;
  readonly refreshToken: string;
}

/** What a granted sign-in or refresh hands out: the refresh token with a fresh access token. */
export const issueTokens = (
  { accessTokens }: Pick<Dependencies, 'accessTokens'>,
  { user, sessionId, epoch, refreshToken }: Grant,
): SignedIn => ({
  user,
  accessToken: accessTokens.sign({ userId: user.id, sessionId, epoch }),
  refreshToken,
  expiresIn: accessTokens.ttlSeconds,
});
