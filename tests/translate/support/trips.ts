import { translateText } from '../../../routes/translate/translate';
import type { IdLookup, Translation } from '../../../src/domain/translation';
import { TABLE } from '../../conformance/support/dialects';
import { hear, type Parts, TOKEN, USER, unlike } from './hearing';
import { needless } from './needless';

/** What somebody fills in where a translation leaves a name. */
const FILLINGS: Readonly<Record<string, unknown>> = {
  ...{ user_id: USER.id, user_ulid: USER.ulid, user_hex_id: USER.hexId },
  ...{ token_id: TOKEN.id, token_ulid: TOKEN.ulid },
  ...{
    username: 'filled.in',
    email: 'filled.in@example.com',
    password: 'Filled-in-1',
    new_password: 'Filled-in-1',
  },
  ...{ new_username: 'filled.in', new_user_email: 'filled.in@example.com', new_user_password: 'Filled-in-1' },
  ...{ new_user_handle: 'filled.in', new_user_secret: 'Filled-in-1', new_user_post: 'filled.in@example.com' },
  ...{ new_user_phone_number: '+49301', new_user_name: 'filled in', user_new_password: 'Filled-in-1' },
  ...{ token_name: 'filled in', token_role: 'user' },
  ...{ phone_number: '+49301', refresh_token: 'rrt_filled', name: 'filled in', role: 'user' },
  ...{ handle: 'filled.in', secret: 'Filled-in-1', post: 'filled.in@example.com', hats: 'user' },
};

const OPEN = /^\{\{(.+)\}\}$/;

const filled = (value: unknown): unknown => {
  const name = typeof value === 'string' ? OPEN.exec(value)?.[1] : undefined;
  if (name === undefined) return value;
  if (!(name in FILLINGS)) throw new Error(`nobody knows what to put for ${name}`);
  return FILLINGS[name];
};

const filledAll = <T extends Readonly<Record<string, unknown>>>(values: T): T =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, filled(value)])) as T;

/** The request with everything filled in. */
export const complete = ({ method, path, query, body }: Parts): Parts => ({
  method,
  path: path
    .split('/')
    .map((segment) => String(filled(segment)))
    .join('/'),
  query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(filled(value))])),
  body: body && filledAll(body as Record<string, unknown>),
});

/** A request as an HTTP message. */
export const message = ({ method, path, query, body }: Parts): string => {
  const search = new URLSearchParams(query).toString();
  const line = `${method} ${path}${search && `?${search}`}`;
  return body ? `${line}\nContent-Type: application/json\n\n${JSON.stringify(body)}` : line;
};

/** A directory that knows the one user and the one token. */
export const lookup: IdLookup = async (target, { value }) => {
  const known = target === 'user' ? USER : TOKEN;
  return Object.values(known).map(String).includes(value) ? known : null;
};

/** Two filters of which dialects have one: who has a role, and whose first it is. What is said of one is of both. */
const ROLE_FILTERS = ['filter.role', 'filter.primaryRole'];

const namesIn = ({ lost, notes }: Translation): string[] => {
  const names = [...lost, ...notes].map(({ field }) => field);
  return names.some((name) => ROLE_FILTERS.includes(name)) ? [...names, ...ROLE_FILTERS] : names;
};

/** A translation there and back. */
export interface Trip {
  readonly there: Translation;
  /** Null where there is no there. */
  readonly back: Translation | null;
  /** Names under which what is done differs and nobody said so. */
  readonly mismatches: readonly string[];
  /** Names that were said to be lost or to have been filled in. */
  readonly declared: readonly string[];
}

/** Translates a request into a dialect and back, and holds what a server would do against what it would have done. */
export const travel = async (request: Parts, from: string, to: string): Promise<Trip> => {
  const meant = hear(request);
  const there = await translateText(TABLE, message(request), to, lookup);
  if (!there.request) return { there, back: null, mismatches: [], declared: namesIn(there) };
  const abroad = complete(there.request);
  const lost = needless(request, there);
  const onTheWay = unlike(meant, hear(abroad)).filter((name) => !namesIn(there).includes(name));
  const back = await translateText(TABLE, message(abroad), from, lookup);
  const declared = [...namesIn(there), ...namesIn(back)];
  const home = back.request ? unlike(meant, hear(complete(back.request))) : ['no way back'];
  return {
    there,
    back,
    mismatches: [...lost, ...onTheWay, ...home.filter((name) => !declared.includes(name))],
    declared,
  };
};
