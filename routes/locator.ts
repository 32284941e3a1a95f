import { AppError, type ErrorCode } from '../src/domain/error';
import type { UserRef } from '../src/domain/user';
import type { WireRequest } from './wire';

/** How a dialect writes an id. `any` takes each of a user's three forms. */
export type IdForm = 'integer' | 'ulid' | 'hex' | 'any';

/** What an operation can be aimed at, and the key of its input. */
export type Target = 'user' | 'token' | 'policy' | 'session';

/** Where in a request the id of a target stands, as data: read by the pipeline, the table's check and translations. */
export interface Locator {
  readonly in: 'path' | 'query' | 'body';
  readonly name: string;
  readonly form: IdForm;
}

export const inPath = (name: string, form: IdForm): Locator => ({ in: 'path', name, form });

export type Locators = Partial<Record<Target, Locator>>;

const INTEGER = /^[1-9][0-9]{0,18}$/;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const HEX = /^[0-9a-f]{24}$/;
const LARGEST_BIGINT = 2n ** 63n - 1n;

const isInteger = (text: string): boolean => INTEGER.test(text) && BigInt(text) <= LARGEST_BIGINT;

/** The reference that a text is in the given form; null when it is none. Never passes an integer through a float. */
export const parseUserRef = (text: string, form: IdForm): UserRef | null => {
  const isOf = (wanted: IdForm): boolean => form === wanted || form === 'any';
  if (isOf('integer') && isInteger(text)) return { kind: 'id', value: text };
  if (isOf('ulid') && ULID.test(text)) return { kind: 'ulid', value: text };
  if (isOf('hex') && HEX.test(text)) return { kind: 'hex', value: text };
  return null;
};

const NOT_FOUND: Record<Target, ErrorCode> = {
  user: 'user_not_found',
  token: 'token_not_found',
  policy: 'policy_not_found',
  session: 'session_not_found',
};

const rawId = (locator: Locator, request: WireRequest): unknown => {
  if (locator.in === 'path') return request.params[locator.name];
  if (locator.in === 'query') return request.query[locator.name];
  const { body } = request;
  return typeof body === 'object' && body !== null
    ? (body as Record<string, unknown>)[locator.name]
    : undefined;
};

/** A JSON integer in its digits, the form that ids travel in. One that a float has rounded stays a number: no id. */
const toText = (raw: unknown): unknown => (Number.isSafeInteger(raw) ? String(raw) : raw);

/**
 * The target that a request names. Throws the target's "not found" for whatever is no id of the form: in every dialect
 * a wrong id is a user that does not exist.
 */
export const locate = (target: Target, locator: Locator, request: WireRequest): UserRef | string => {
  const raw = toText(rawId(locator, request));
  const ref = typeof raw === 'string' ? parseUserRef(raw, locator.form) : null;
  if (!ref) throw new AppError(NOT_FOUND[target]);
  return target === 'user' ? ref : ref.value;
};
