import { entityTagOf, namesTag } from '../src/domain/entity-tag';
import { AppError } from '../src/domain/error';
import type { User } from '../src/domain/user';
import type { OperationContext } from '../src/operations/context';
import type { OperationSpec } from '../src/operations/contract';
import type { WireResponse } from './wire';

type Shows = Pick<OperationSpec, 'kind' | 'shows'>;

/** What may be kept of a read of users: by the caller alone, who asks each time whether it still holds. */
const KEPT = { 'Cache-Control': 'private, no-cache' };

/** Sends what the caller has kept already: its headers alone (RFC 9110, 15.4.5). */
const unchanged = (headers: Readonly<Record<string, string>>): WireResponse => ({
  status: 304,
  headers,
  body: { kind: 'none' },
});

const ofUser = (
  { kind }: Shows,
  user: User,
  { preconditions }: Pick<OperationContext, 'preconditions'>,
  encode: () => WireResponse,
): WireResponse => {
  const tag = entityTagOf(user);
  const isRead = kind === 'read';
  const headers = { ...(isRead && KEPT), ETag: `"${tag}"` };
  const condition = preconditions?.ifNoneMatch;
  if (isRead && condition && namesTag(condition, tag)) return unchanged(headers);
  const answer = encode();
  return { ...answer, headers: { ...answer.headers, ...headers } };
};

/**
 * The answer to an operation that went well: what it shows of users decides what may be kept of it. A read of one user
 * whose tag `If-None-Match` names is 304, and nothing is encoded.
 */
export const answerConditionally = (
  spec: Shows,
  output: unknown,
  context: Pick<OperationContext, 'preconditions'>,
  encode: () => WireResponse,
): WireResponse => {
  if (spec.shows === 'user') return ofUser(spec, output as User, context, encode);
  const answer = encode();
  return spec.shows === 'users' ? { ...answer, headers: { ...answer.headers, ...KEPT } } : answer;
};

/** A failure to those who sent `If-Match`: of a user that is not there no version is the one named (RFC 9110, 13.1.1). */
export const conditionalFailure = (
  { errors }: Pick<OperationSpec, 'errors'>,
  { preconditions }: Pick<OperationContext, 'preconditions'>,
  error: unknown,
): unknown => {
  const isConditional = errors.includes('version_stale') && (preconditions?.ifMatch ?? null) !== null;
  const isMissing = error instanceof AppError && error.code === 'user_not_found';
  return isConditional && isMissing ? new AppError('version_stale') : error;
};
