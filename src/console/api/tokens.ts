import { type Failure, toFailure } from './failure';
import type { Transport } from './transport';
import type { SignedIn } from './types';

const KEY = 'roster.refresh-token';

/** The pair of tokens of a session: the access token in memory, the refresh token for as long as the tab lives. */
export interface TokenPair {
  /** The access token; null before a sign-in. */
  access(): string | null;
  /** Whether there is something to refresh with. */
  isKept(): boolean;
  keep(answer: SignedIn): void;
  forget(): void;
  /** Gets a new pair; callers at the same moment share one request. Rejects with a `Failure`; 401 ends it all. */
  refresh(): Promise<SignedIn>;
}

const isRefused = ({ status }: Failure): boolean => status === 401 || status === 400;

/** A pair that is refreshed over this transport. */
export const createTokenPair = (transport: Transport): TokenPair => {
  let access: string | null = null;
  let pending: Promise<SignedIn> | null = null;
  const keep = ({ access_token, refresh_token }: SignedIn): void => {
    access = access_token;
    if (refresh_token) sessionStorage.setItem(KEY, refresh_token);
  };
  const forget = (): void => {
    access = null;
    sessionStorage.removeItem(KEY);
  };
  const ask = async (): Promise<SignedIn> => {
    const body = { refresh_token: sessionStorage.getItem(KEY) ?? '' };
    try {
      const response = await transport.send({ method: 'POST', path: '/api/auth/refresh', body });
      const answer = (await response.json()) as SignedIn;
      keep(answer);
      return answer;
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (isRefused(failure)) forget();
      throw failure;
    }
  };
  return {
    access: () => access,
    isKept: () => sessionStorage.getItem(KEY) !== null,
    keep,
    forget,
    refresh() {
      pending ??= ask().finally(() => {
        pending = null;
      });
      return pending;
    },
  };
};
