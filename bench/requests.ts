import { randomInt } from 'node:crypto';
import { sealCursor } from '../routes/codec/cursor';
import type { UserSort } from '../src/domain/paging';
import type { SampledRequest } from './measure';

/** Requests that are made once and sent over and over. */
const REQUESTS = 10_000;

/** The words of a dialect for what is measured. */
export interface Words {
  readonly name: string;
  one(id: number): string;
  readonly page: SampledRequest;
  update(id: number, email: string): SampledRequest;
}

const ulid = (id: number): string => `7${String(id).padStart(25, '0')}`;
const hexId = (id: number): string => id.toString(16).padStart(24, '0');

/** What nothing that is measured changes. */
const nameOf = (id: number): string => `"user${id}"`;

const get = (path: string, id: number): SampledRequest => ({ method: 'GET', path, shows: nameOf(id) });

const LAST_OF_FIRST_PAGE = 20;

const put = (path: string, email: string): SampledRequest => ({
  method: 'PUT',
  path,
  body: JSON.stringify({ email }),
});

const restLike = (name: string, users: string, idOf: (id: number) => string = String): Words => ({
  name,
  one: (id) => `${users}/${idOf(id)}`,
  page: get(`${users}?limit=20`, LAST_OF_FIRST_PAGE),
  update: (id, email) => put(`${users}/${idOf(id)}`, email),
});

/** The five dialects; the baseline answers the words of the first. */
export const REST: Words = restLike('rest', '/api/users');
export const DIALECT_WORDS: readonly Words[] = [
  REST,
  {
    name: 'colon',
    one: (id) => `/users:get?id=${ulid(id)}`,
    page: get('/users:list?limit=20', LAST_OF_FIRST_PAGE),
    update: (id, email) => ({
      method: 'POST',
      path: `/users:update?id=${ulid(id)}`,
      body: JSON.stringify({ email }),
    }),
  },
  restLike('rails', '/api/v1/users'),
  restLike('laravel', '/api/admin/users'),
  restLike('flask', '/form/api/v1/user/users', hexId),
];

// The first is the administrator, who may not do everything to itself.
const randomIds = (users: number): number[] =>
  Array.from({ length: REQUESTS }, () => randomInt(2, users + 1));

/** Reads of single users at random. */
export const getsOf = ({ one }: Pick<Words, 'one'>, users: number): SampledRequest[] =>
  randomIds(users).map((id) => get(one(id), id));

/** A page of the rest dialect after this user, whose place in the order is told by the key. */
export const pageAfter = (
  id: number,
  key: string,
  by: UserSort = 'id',
  sort: string = by,
): SampledRequest => {
  const scope = JSON.stringify([{ by, descending: false }, {}]);
  const cursor = encodeURIComponent(sealCursor({ key, id }, scope));
  return get(`/api/users?limit=20&sort=${sort}&cursor=${cursor}`, id + 1);
};

/** A search in the rest dialect that finds this user alone. */
export const searchFor = (text: string, id: number): SampledRequest =>
  get(`/api/users?limit=20&q=${encodeURIComponent(text)}`, id);

/** A page of twenty. */
export const pagesOf = ({ page }: Words): SampledRequest[] => [page];

/** The rest dialect, whose page is not the first: then nothing is counted. */
export const REST_FURTHER: Words = { ...REST, name: 'rest, from a cursor', page: pageAfter(1000, '1000') };

/** Updates of users at random, each to an email that nobody has had. */
export const updatesOf = ({ name, update }: Words, users: number): SampledRequest[] =>
  randomIds(users).map((id) => update(id, `${name}.${id}.{n}@example.org`));
