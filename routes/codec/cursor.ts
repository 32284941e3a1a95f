import { createHash } from 'node:crypto';
import { AppError } from '../../src/domain/error';
import type { Position } from '../../src/domain/paging';

const TAG_BYTES = 6;

const tag = (payload: string, scope: string): string =>
  createHash('sha256').update(`${scope}\n${payload}`).digest().subarray(0, TAG_BYTES).toString('base64url');

/**
 * A position as an opaque text. `scope` names the list that it belongs to (order and filters): a cursor of another list,
 * or one that somebody edited, does not open. It holds nothing that the page before it did not show.
 */
export const sealCursor = (position: Position, scope: string): string => {
  const payload = Buffer.from(JSON.stringify([position.key, position.id])).toString('base64url');
  return `${payload}.${tag(payload, scope)}`;
};

const isPosition = (value: unknown): value is [string, number] =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'string' &&
  Number.isSafeInteger(value[1]);

const parse = (payload: string): unknown => {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
};

/** The position in a cursor of this list. Throws `invalid_fields` for any other text. */
export const openCursor = (cursor: string, scope: string): Position => {
  const [payload = '', seal, ...more] = cursor.split('.');
  const isSealed = more.length === 0 && seal === tag(payload, scope);
  const value = isSealed ? parse(payload) : null;
  if (!isPosition(value))
    throw new AppError('invalid_fields', { issues: [{ field: 'cursor', rule: 'format' }] });
  return { key: value[0], id: value[1] };
};
