import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../domain/error';
import type { Authenticator } from '../domain/ports';
import { type Call, callOf } from '../http/call';
import { SPECS } from '../operations/specs';
import type { RateLimiter } from './rate-limit';

// RFC 9110: the scheme's name is case-insensitive; RFC 6750: one token of these characters, padded at the end only.
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;

const isPublic = ({ routes }: Call): boolean =>
  routes.every((route) => SPECS[route.binding.operation].access === 'public');

/** The bearer token of a request; null when no credentials were sent. Throws `token_invalid` for any other scheme. */
export const bearerOf = (request: Request): string | null => {
  const header = request.get('authorization');
  if (header === undefined) return null;
  const token = BEARER.exec(header.trim())?.[1];
  if (!token) throw new AppError('token_invalid');
  return token;
};

const identify = async (
  authenticator: Authenticator,
  request: Request,
  response: Response,
): Promise<void> => {
  const bearer = bearerOf(request);
  if (bearer === null) throw new AppError('credentials_missing');
  callOf(response).principal = await authenticator.authenticate(bearer);
};

/** Makes sure of the caller and counts the call: known callers against their own budget, others against the address. */
export const authenticate =
  (authenticator: Authenticator, limiter: RateLimiter): RequestHandler =>
  async (request, response, next) => {
    if (isPublic(callOf(response))) {
      await limiter.countAnonymous(response);
      return next();
    }
    try {
      await identify(authenticator, request, response);
    } catch (error) {
      const isRefusal = error instanceof AppError && error.kind === 'unauthenticated';
      if (isRefusal) await limiter.countAnonymous(response);
      throw error;
    }
    await limiter.countCaller(response);
    return next();
  };
