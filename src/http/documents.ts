import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../domain/error';
import type { RateLimiter } from '../middleware/rate-limit';

/** A text that everybody may read at a path, the same for all. */
export interface PublicDocument {
  readonly path: string;
  /** The whole `Content-Type`. */
  readonly type: string;
  /** A function is asked once, by the first who reads it. */
  readonly body: string | (() => string);
  /** In place of those that every answer has, such as a page's own `Content-Security-Policy`. */
  readonly headers?: Readonly<Record<string, string>>;
}

const ALLOW = ['GET', 'HEAD', 'OPTIONS'];

/** Short: after an upgrade nobody reads the old one for long. */
const CACHE = 'public, max-age=60';

interface Made {
  readonly bytes: Buffer;
  readonly tag: string;
}

const make = (body: string): Made => {
  const bytes = Buffer.from(body);
  return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
};

const createReader = ({ body }: PublicDocument): (() => Made) => {
  let made: Made | undefined;
  return () => {
    made ??= make(typeof body === 'string' ? body : body());
    return made;
  };
};

const sendDocument = (
  request: Request,
  response: Response,
  { type, headers = {} }: PublicDocument,
  { bytes, tag }: Made,
): void => {
  response.setHeader('Cache-Control', CACHE);
  response.setHeader('ETag', tag);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', bytes.length);
  response.end(request.method === 'HEAD' ? undefined : bytes);
};

/** Answers the paths of these documents, each counted against the caller's address; all others go on. */
export const documents = (list: readonly PublicDocument[], limiter: RateLimiter): RequestHandler => {
  const readers = new Map(
    list.map((document) => [document.path, { document, read: createReader(document) }]),
  );
  return async (request, response, next) => {
    const found = readers.get(request.path);
    if (!found) return next();
    await limiter.countAnonymous(request, response);
    if (request.method === 'OPTIONS') {
      response.setHeader('Allow', ALLOW.join(', '));
      response.status(204).end();
      return undefined;
    }
    if (!ALLOW.includes(request.method)) throw new AppError('method_not_allowed', { allow: ALLOW });
    return sendDocument(request, response, found.document, found.read());
  };
};
