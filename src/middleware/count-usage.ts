import { fallbackRoute } from '../../routes/choose';
import type { Principal } from '../domain/principal';
import type { CountedCall, UsageCaller } from '../domain/usage';
import type { CallObserver } from './observe';

const ANONYMOUS: UsageCaller = { kind: 'anonymous', id: 0, userId: null };

const callerOf = (principal: Principal | null): UsageCaller => {
  if (!principal) return ANONYMOUS;
  const { credential, userId } = principal;
  return credential.kind === 'token'
    ? { kind: 'token', id: credential.tokenId, userId }
    : { kind: 'session', id: userId, userId };
};

/**
 * Counts the calls that led to a route. Where a call ended before its body had told which of several it was for, the
 * one for any other body stands for all.
 */
export const countUsage =
  ({ record }: { readonly record: (call: CountedCall) => void }): CallObserver =>
  ({ call, status, ms, userAgent }) => {
    const route = call.route ?? fallbackRoute(call.routes);
    if (!route) return;
    record({
      binding: route.label,
      dialect: route.dialect.name,
      operation: route.binding.operation,
      caller: callerOf(call.principal),
      status,
      ms,
      userAgent,
    });
  };
