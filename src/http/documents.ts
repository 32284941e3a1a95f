import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
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

/** Below this many bytes compressing saves no packet. */
const WORTH_COMPRESSING = 1400;

/** One coding of a text. */
interface Coded {
  readonly bytes: Buffer;
  readonly tag: string;
  readonly coding: 'gzip' | null;
}

/** A text as it is sent; the codings of one text are two representations (RFC 9110, 8.8.3.3). */
interface Made {
  readonly plain: Coded;
  readonly gzipped: Coded | null;
}

const compress = promisify(gzip);

const make = async (body: string): Promise<Made> => {
  const bytes = Buffer.from(body);
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const plain: Coded = { bytes, tag: `"${digest}"`, coding: null };
  if (bytes.length < WORTH_COMPRESSING) return { plain, gzipped: null };
  return { plain, gzipped: { bytes: await compress(bytes), tag: `"${digest}-gzip"`, coding: 'gzip' } };
};

const createReader = ({ body }: PublicDocument): (() => Promise<Made>) => {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make(typeof body === 'string' ? body : body());
    return made;
  };
};

const codedFor = (request: Request, { plain, gzipped }: Made): Coded =>
  gzipped && request.acceptsEncodings('gzip', 'identity') === 'gzip' ? gzipped : plain;

const sendDocument = (
  request: Request,
  response: Response,
  { type, headers = {} }: PublicDocument,
  { bytes, tag, coding }: Coded,
): void => {
  response.setHeader('Cache-Control', CACHE);
  response.vary('Accept-Encoding');
  response.setHeader('ETag', tag);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', type);
  if (coding) response.setHeader('Content-Encoding', coding);
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
    await limiter.countAnonymous(response);
    if (request.method === 'OPTIONS') {
      response.setHeader('Allow', ALLOW.join(', '));
      response.status(204).end();
      return undefined;
    }
    if (!ALLOW.includes(request.method)) throw new AppError('method_not_allowed', { allow: ALLOW });
    return sendDocument(request, response, found.document, codedFor(request, await found.read()));
  };
};
