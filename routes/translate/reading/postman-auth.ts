import type { Remark } from '../../../src/domain/translation';
import { remark } from '../remarks';
import type { Pair } from './request-text';

type Parts = Readonly<Record<string, unknown>>;

/** What an authorization of Postman makes of a request. */
export interface AuthorizationRead {
  readonly headers: readonly Pair[];
  readonly notes: readonly Remark[];
}

const NOTHING: AuthorizationRead = { headers: [], notes: [] };

const isObject = (value: unknown): value is Parts => typeof value === 'object' && value !== null;

const entryOf = (entry: unknown): [string, unknown][] =>
  isObject(entry) ? [[String(entry['key'] ?? ''), entry['value']]] : [];

/** Its parameters: a list of them since v2.1, an object before. */
const parametersOf = (value: unknown): Parts =>
  Array.isArray(value) ? Object.fromEntries(value.flatMap(entryOf)) : isObject(value) ? value : {};

const isAuthorization = (key: unknown): boolean => String(key).toLowerCase() === 'authorization';

/** Reads the authorization of an item, a folder or a collection; notes are for what lets nobody in. */
export const readAuthorization = (auth: unknown): AuthorizationRead => {
  if (!isObject(auth)) return NOTHING;
  const type = String(auth['type'] ?? 'noauth');
  const { token, key, value, in: place } = parametersOf(auth[type]);
  if (type === 'noauth') return NOTHING;
  if (type === 'bearer')
    return token ? { headers: [['Authorization', `Bearer ${String(token)}`]], notes: [] } : NOTHING;
  if (type === 'apikey' && place !== 'query' && isAuthorization(key))
    return { headers: [['Authorization', String(value ?? '')]], notes: [] };
  const why = `${type} lets nobody in here: put a Bearer token in its place`;
  return { headers: [], notes: [remark('authorization', why, 'auth')] };
};
