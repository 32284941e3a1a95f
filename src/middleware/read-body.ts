import { finished } from 'node:stream';
import express, { type Request, type RequestHandler } from 'express';
import { isFormType, isJsonType } from '../../routes/media-type';
import { BODY_LIMIT_BYTES } from '../../routes/wire';
import { AppError } from '../domain/error';
import { callOf } from '../http/call';

/** Deepest nesting that is read: no request needs more, and recursion further down could exhaust the stack. */
const MAX_DEPTH = 32;

/**
 * How long the rest of a body that is too large is let in, in milliseconds: a caller that is still sending would not see
 * the answer on a connection that breaks, and one that dawdles is not waited for.
 */
const DRAIN_MS = 500;

const isAnnouncedTooLarge = (request: Request): boolean =>
  Number(request.get('content-length') ?? 0) > BODY_LIMIT_BYTES;

const drained = (request: Request): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, DRAIN_MS);
    finished(request, () => {
      clearTimeout(timer);
      resolve();
    });
    request.resume();
  });

const readBytes = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES });

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether a value nests no deeper than allowed and names no prototype; walks without recursion. */
const isHarmless = (root: unknown): boolean => {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false;
    const objects = level.filter((value): value is object => typeof value === 'object' && value !== null);
    if (objects.some((value) => Object.hasOwn(value, '__proto__'))) return false;
    level = objects.flatMap((value) => Object.values(value));
  }
  return true;
};

/** One name or value of a form. Throws for an escape that is none: nothing is silently replaced. */
const unescaped = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** The fields of a form, flat: brackets in a name are part of it. Throws where a name stands twice. */
const parseForm = (text: string): Record<string, string> => {
  const pairs = text.split('&').filter(Boolean);
  const fields = new Map<string, string>();
  for (const pair of pairs) {
    const [name = '', ...value] = pair.split('=');
    if (fields.has(unescaped(name))) throw new Error('a field of the form is given twice');
    fields.set(unescaped(name), unescaped(value.join('=')));
  }
  return Object.fromEntries(fields);
};

/** The value in these bytes. Throws `malformed_body` for bad UTF-8, bad syntax, or a value that is up to no good. */
const parse = (bytes: Buffer, syntax: (text: string) => unknown): unknown => {
  try {
    const value = syntax(utf8.decode(bytes));
    if (isHarmless(value)) return value;
  } catch (error) {
    throw new AppError('malformed_body', { cause: error });
  }
  throw new AppError('malformed_body');
};

const BY_STATUS: Readonly<Record<number, AppError['code']>> = {
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** What went wrong below: too large, an encoding nobody knows, a length that lies, bytes that do not decompress. */
const toAppError = (error: unknown): AppError => {
  const status = (error as { status?: number }).status ?? 400;
  return new AppError(BY_STATUS[status] ?? 'malformed_body', { cause: error });
};

const decode = (request: Request, acceptsForms: boolean): unknown => {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) return undefined;
  const contentType = request.get('content-type') ?? '';
  if (isJsonType(contentType)) return parse(bytes, JSON.parse);
  if (acceptsForms && isFormType(contentType)) return parse(bytes, parseForm);
  throw new AppError('unsupported_media_type');
};

/** Reads the body of an effect as JSON in UTF-8, or as a form where its route takes one. No body is `undefined`; whether that will do is the decoder's to say. */
export const readBody: RequestHandler = async (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  if (isAnnouncedTooLarge(request)) {
    await drained(request);
    return next(new AppError('body_too_large'));
  }
  return readBytes(request, response, (error?: unknown) => {
    if (error) return next(toAppError(error));
    try {
      request.body = decode(
        request,
        callOf(response).routes.some(({ binding }) => binding.acceptsForms),
      );
    } catch (failure) {
      return next(failure);
    }
    return next();
  });
};
