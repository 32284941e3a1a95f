import type { RequestHandler, Response } from 'express';
import type { HttpMethod } from '../../routes/binding';
import type { Match } from '../../routes/matcher';
import type { RouteTable } from '../../routes/table';
import { AppError } from '../domain/error';
import { callOf } from '../http/call';
import { headersOf } from '../http/headers';
import { setQuotaHeaders } from '../http/quota-headers';
import type { RateLimiter } from './rate-limit';

/** The methods that a path serves, for `Allow`: HEAD goes with GET, OPTIONS always. */
const allowed = ({ byMethod }: Match): string[] => [
  ...[...byMethod.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
  'OPTIONS',
];

/** The method under which the table knows it: HEAD is GET without a body. */
const tableMethod = (method: string): HttpMethod => (method === 'HEAD' ? 'GET' : method) as HttpMethod;

/** Answers OPTIONS with what the path serves. Throws for a path that leads nowhere and for every other method. */
const endHere = (match: Match | null, method: string, response: Response): void => {
  if (!match) throw new AppError('route_not_found');
  if (method !== 'OPTIONS') throw new AppError('method_not_allowed', { allow: allowed(match) });
  headersOf(response)['Allow'] = allowed(match).join(', ');
  response.status(204).end();
};

/**
 * Finds what a request asks for. A path or method that leads nowhere ends here, counted against the address: a table
 * that could be probed for free would be.
 */
export const findRoute =
  (table: RouteTable, limiter: RateLimiter): RequestHandler =>
  async (request, response, next) => {
    const call = callOf(response);
    const match = table.match(request.path);
    const routes = match?.byMethod.get(tableMethod(request.method));
    if (!match || !routes) {
      await limiter.countAnonymous(response);
      const owner = table.ownerOf(request.path);
      if (owner) setQuotaHeaders(response, owner);
      return endHere(match, request.method, response);
    }
    call.routes = routes;
    call.params = match.params;
    if (routes.length === 1) call.route = routes[0] ?? null;
    return next();
  };
