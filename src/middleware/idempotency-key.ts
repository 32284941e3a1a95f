import type { Request, Response } from 'express';
import { AppError } from '../domain/error';
import { IDEMPOTENCY_KEY_LIMIT, type Once } from '../domain/idempotency';
import { headersOf } from '../http/headers';
import type { OperationSpec } from '../operations/contract';

/** A string of RFC 8941: printable ASCII in quotes, with `\` before a quote and before itself. */
const STRING = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/** What most clients send: the key alone. Without commas, which join headers that were sent twice. */
const BARE = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]+$/;

const keyOf = (header: string): string => {
  const quoted = STRING.exec(header)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  return BARE.test(header) ? header : '';
};

/**
 * The key that an `Idempotency-Key` header is: a string in quotes, as the IETF's draft has it
 * (draft-ietf-httpapi-idempotency-key-header), or the same without them. Throws `idempotency_key_malformed`.
 */
export const parseIdempotencyKey = (header: string): string => {
  const key = keyOf(header);
  if (key.length < 1 || key.length > IDEMPOTENCY_KEY_LIMIT) throw new AppError('idempotency_key_malformed');
  return key;
};

/**
 * What the caller's key makes of a call, where the operation takes one; of others the header is ignored. Throws
 * `idempotency_key_malformed`.
 */
export const onceOf = (
  request: Request,
  response: Response,
  { replayable }: OperationSpec,
): Once | undefined => {
  const header = request.get('idempotency-key');
  if (header === undefined || !replayable) return undefined;
  return {
    key: parseIdempotencyKey(header),
    replayed() {
      headersOf(response)['Idempotency-Replayed'] = 'true';
    },
  };
};
