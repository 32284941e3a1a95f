import type { Route } from '../../routes/route';
import type { SuccessorRequest } from '../../routes/translate/successor-request';
import { AppError } from '../domain/error';
import { toInstant } from '../domain/instant';
import { brownoutEnd, type Lifecycle, statusAt } from '../domain/lifecycle';
import type { Principal } from '../domain/principal';

/** Longest request line that a sentence repeats. */
const SAID_LIMIT = 500;

const SECOND_MS = 1000;

const isExempt = ({ exempt }: Lifecycle, principal: Principal | null): boolean => {
  const credential = principal?.credential;
  return credential?.kind === 'token' && credential.name !== null && exempt.includes(credential.name);
};

/** What is to be called instead, filled in where that could be done. */
const insteadOf = ({ successor }: Lifecycle, filled: SuccessorRequest | null): { instead?: string } => {
  const line = filled && `${filled.method} ${filled.target}`;
  const instead = line !== null && line.length <= SAID_LIMIT ? line : successor;
  return instead === null ? {} : { instead };
};

/** Why a route does not answer now; null where it does. */
export const refusalOf = (
  { lifecycle }: Route,
  principal: Principal | null,
  now: Date,
  filled: SuccessorRequest | null,
): AppError | null => {
  const status = statusAt(lifecycle, now);
  if (!lifecycle || status === 'live' || status === 'deprecated') return null;
  const instead = insteadOf(lifecycle, filled);
  if (status === 'sunset') return new AppError('gone', instead);
  const until = brownoutEnd(lifecycle.brownouts, now);
  if (!until || isExempt(lifecycle, principal)) return null;
  const retryAfter = Math.ceil((until.getTime() - now.getTime()) / SECOND_MS);
  return new AppError('brownout', { ...instead, until: toInstant(until), retryAfter });
};
