import cors from 'cors';
import type { RequestHandler } from 'express';

/** Headers that a page of another origin may send. */
const ALLOWED = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Traceparent',
  'X-Request-Id',
];

/** Headers that a page of another origin may read. */
const EXPOSED = [
  'Deprecation',
  'Idempotency-Replayed',
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'Traceparent',
  'X-Request-Id',
  'X-Total-Count',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
];

/**
 * Lets pages of the listed origins call the API; without a list, of none. Never with credentials: the API knows no
 * cookie. A preflight goes on to the route, which knows the methods.
 */
export const crossOrigin = (origins: readonly string[]): RequestHandler => {
  if (origins.length === 0) return (_request, _response, next) => next();
  return cors({
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ALLOWED,
    exposedHeaders: EXPOSED,
    maxAge: 600,
    preflightContinue: true,
  });
};
