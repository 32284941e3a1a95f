import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import type { Call } from '../http/call';

const GIVEN_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** One spelling for each address: `::ffff:1.2.3.4`, in whatever notation, is `1.2.3.4`. */
export const normalizeAddress = (address: string | undefined): string => {
  const bare = address?.split('%')[0] ?? '';
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : 'unknown';
};

/**
 * Begins a call: its id (the caller's own when it gave a harmless one) and the headers that every answer has. Nothing
 * here is for caches or frames; what may be cached says so itself.
 */
export const beginCall: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const call: Call = {
    requestId: given && GIVEN_ID.test(given) ? given : randomUUID(),
    ip: normalizeAddress(request.ip),
    routes: [],
    params: {},
    route: null,
    principal: null,
    quota: null,
  };
  response.locals['call'] = call;
  response.setHeader('X-Request-Id', call.requestId);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  response.setHeader('Referrer-Policy', 'no-referrer');
  next();
};
