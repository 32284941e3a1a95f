import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import { parseTraceparent, type Tracer, toTraceparent } from '../domain/trace';
import type { Call } from '../http/call';

const GIVEN_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** One spelling for each address: `::ffff:1.2.3.4`, in whatever notation, is `1.2.3.4`. */
export const normalizeAddress = (address: string | undefined): string => {
  const bare = address?.split('%')[0] ?? '';
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : 'unknown';
};

const callOfRequest = (request: Request, tracer: Tracer): Call => {
  const given = request.get('x-request-id');
  return {
    requestId: given && GIVEN_ID.test(given) ? given : randomUUID(),
    span: tracer.begin(parseTraceparent(request.get('traceparent'))),
    ip: normalizeAddress(request.ip),
    routes: [],
    params: {},
    route: null,
    principal: null,
    quota: null,
  };
};

/**
 * Begins a call: its id (the caller's own when it gave a harmless one), its part of the caller's trace or of a new one, and
 * the headers that every answer has. Nothing here is for caches or frames; what may be cached says so itself.
 */
export const beginCall =
  (tracer: Tracer): RequestHandler =>
  (request, response, next) => {
    const call = callOfRequest(request, tracer);
    response.locals['call'] = call;
    response.setHeader('X-Request-Id', call.requestId);
    response.setHeader('Traceparent', toTraceparent(call.span.context));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('Referrer-Policy', 'no-referrer');
    call.span.within(next);
  };
