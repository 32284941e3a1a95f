import { piecesOf } from '../reading/placeholder';
import type { WrittenRequest } from '../reading/request-text';

type Parts = Readonly<Record<string, unknown>>;

/** The variables that a collection itself gives values. */
export const variablesOf = (collection: Parts): ReadonlyMap<string, string> => {
  const { variable } = collection;
  const list: readonly Parts[] = Array.isArray(variable) ? variable : [];
  return new Map(
    list
      .filter((one) => typeof one?.['key'] === 'string' && typeof one['value'] === 'string')
      .map((one) => [String(one['key']), String(one['value'])]),
  );
};

const hasPath = (url: string): boolean => /^[a-z]+:\/\/[^/]+\/./i.test(url);

/**
 * The request with its base URL written out where that holds a part of the path (`{{baseUrl}}` is `http://host/api`): the
 * path of another dialect does not begin with that part.
 */
export const withBase = (written: WrittenRequest, variables: ReadonlyMap<string, string>): WrittenRequest => {
  const [base, ...rest] = piecesOf(written.url);
  const value = base?.name ? variables.get(base.name) : undefined;
  if (value === undefined || !hasPath(value)) return written;
  const path = rest.map(({ text }) => text).join('');
  return { ...written, url: value.replace(/\/+$/, '') + path };
};
