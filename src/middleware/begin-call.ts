import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import ipaddr from 'ipaddr.js';
import { parseTraceparent, type Tracer, toTraceparent } from '../domain/trace';
import type { Call } from '../http/call';
import { headersOf, NOTHING_LOADS } from '../http/headers';

const GIVEN_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** Most addresses whose spelling is kept. */
const MOST_ADDRESSES = 10_000;
/** The longest that is an address, with a zone. */
const LONGEST_ADDRESS = 64;

const spellings = new Map<string, string>();

const spelled = (address: string): string => {
  const bare = address.split('%')[0] ?? '';
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : 'unknown';
};

/** One spelling for each address: `::ffff:1.2.3.4`, in whatever notation, is `1.2.3.4`. */
export const normalizeAddress = (address = ''): string => {
  const known = spellings.get(address);
  if (known !== undefined) return known;
  const made = spelled(address);
  if (spellings.size >= MOST_ADDRESSES) spellings.clear();
  // What a header says may be of any length.
  if (address.length <= LONGEST_ADDRESS) spellings.set(address, made);
  return made;
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
 * the headers that every answer has. Nothing here is for caches or frames; what may be cached says so itself. Browsers are told
 * to ask by HTTPS alone for that many seconds (RFC 6797), unless it is 0; by plain HTTP they take no notice.
 */
export const beginCall = (tracer: Tracer, httpsOnlySeconds = 0): RequestHandler => {
  const httpsOnly = httpsOnlySeconds > 0 ? `max-age=${httpsOnlySeconds}; includeSubDomains` : null;
  return (request, response, next) => {
    const call = callOfRequest(request, tracer);
    response.locals['call'] = call;
    const headers = headersOf(response);
    headers['X-Request-Id'] = call.requestId;
    headers['Traceparent'] = toTraceparent(call.span.context);
    headers['X-Content-Type-Options'] = 'nosniff';
    headers['Cache-Control'] = 'no-store';
    headers['Content-Security-Policy'] = NOTHING_LOADS;
    headers['Referrer-Policy'] = 'no-referrer';
    if (httpsOnly !== null) headers['Strict-Transport-Security'] = httpsOnly;
    call.span.within(next);
  };
};
