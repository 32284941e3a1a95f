import type { TokenRef } from '../src/domain/api-token';
import { AppError, type ErrorCode } from '../src/domain/error';
import type { UserRef } from '../src/domain/user';
import type { WireRequest } from './wire';

/** How a dialect writes an id. `any` takes each of a user's three forms. */
export type IdForm = 'integer' | 'ulid' | 'hex' | 'any';

/** What an operation can be aimed at, and the key of its input. */
export type Target = 'user' | 'token' | 'policy' | 'session';

/** Where in a request the id of a target stands, as data: read by the pipeline, the table's check and translations. */
export type Locator =
  | { readonly in: 'path' | 'query' | 'body'; readonly name: string; readonly form: IdForm }
  /** Nowhere: the target is the user who asks. */
  | { readonly in: 'caller' };

/** A locator of an id that stands somewhere. */
export type NamedLocator = Exclude<Locator, { readonly in: 'caller' }>;

export const inPath = (name: string, form: IdForm): Locator => ({ in: 'path', name, form });
export const inQuery = (name: string, form: IdForm): Locator => ({ in: 'query', name, form });
export const inBody = (name: string, form: IdForm): Locator => ({ in: 'body', name, form });
export const ofCaller: Locator = { in: 'caller' };

export type Locators = Partial<Record<Target, Locator>>;

/** What an operation is aimed at, as its input has it. */
export type Located = UserRef | TokenRef | string;

export const INTEGER = /^[1-9][0-9]{0,18}$/;
export const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
export const HEX = /^[0-9a-f]{24}$/;
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

const isObject = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

const rawId = ({ in: place, name }: NamedLocator, { params, query, body }: WireRequest): unknown => {
  if (place === 'path') return params[name];
  if (place === 'query') return query[name] || undefined;
  return isObject(body) ? body[name] : undefined;
};

/**
 * Throws `invalid_fields` where an id should stand and nothing does, `malformed_body` where no object holds it. To be
 * asked before the rest of the request is judged; whether what stands there is an id comes after (`locate`).
 */
export const assertAimed = (at: Locators, request: WireRequest): void => {
  for (const locator of Object.values(at)) {
    if (locator.in === 'caller' || locator.in === 'path') continue;
    if (locator.in === 'body' && !isObject(request.body)) throw new AppError('malformed_body');
    const raw = rawId(locator, request);
    const rule = raw === undefined ? 'required' : 'not_null';
    if (raw === undefined || raw === null)
      throw new AppError('invalid_fields', { issues: [{ field: locator.name, rule }] });
  }
};

/** A JSON integer in its digits, the form that ids travel in. One that a float has rounded stays a number: no id. */
const toText = (raw: unknown): unknown => (Number.isSafeInteger(raw) ? String(raw) : raw);

/** What stands where the id should; undefined where nothing does. Integers are in their digits. */
export const givenId = (locator: NamedLocator, request: WireRequest): unknown =>
  toText(rawId(locator, request));

const refIn = (locator: Locator, request: WireRequest): UserRef | null => {
  if (locator.in === 'caller') {
    return request.callerId === null ? null : { kind: 'id', value: String(request.callerId) };
  }
  const raw = givenId(locator, request);
  return typeof raw === 'string' ? parseUserRef(raw, locator.form) : null;
};

const tokenRef = ({ kind, value }: UserRef): TokenRef | null => (kind === 'hex' ? null : { kind, value });

/**
 * The target that a request names. Throws the target's "not found" for whatever is no id of the form: in every dialect
 * a wrong id is a user that does not exist.
 */
export const locate = (target: Target, locator: Locator, request: WireRequest): Located => {
  const ref = refIn(locator, request);
  const located = target === 'token' && ref ? tokenRef(ref) : ref;
  if (!located) throw new AppError(NOT_FOUND[target]);
  return target === 'user' || target === 'token' ? located : located.value;
};
