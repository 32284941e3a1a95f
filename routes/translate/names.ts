import type { OperationId } from '../../src/operations/contract';
import { namesIn, placeholder } from './reading/placeholder';
import type { WrittenRequest } from './reading/request-text';

/** Makes a name to fill in, in the form `{{name}}`, that stands for nothing else where it is put. */
export type NameMaker = (name: string) => string;

/** All names to fill in of a request. */
export const namesOf = ({ url, headers, body }: WrittenRequest): Set<string> =>
  new Set(namesIn([url, ...headers.flat(), body ?? ''].join('\n')));

/** Makes names that are none of those: a variable of a collection has a value already, which is not meant. */
export const namesBeside =
  (taken: ReadonlySet<string>): NameMaker =>
  (name) => {
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name}_${count}`;
    return placeholder(free);
  };

/**
 * What to call a value that nobody gave: `password` alone is, in most collections, that of whoever runs it. Only what is
 * about whoever asks goes by its own name.
 */
export const nameOfValue = (operation: OperationId, key: string): string => {
  // An id names what it is of.
  if (key.endsWith('_id')) return key;
  if (operation === 'users.create') return key === 'username' ? 'new_username' : `new_user_${key}`;
  if (operation.startsWith('users.')) return `user_${key}`;
  return operation.startsWith('tokens.') ? `token_${key}` : key;
};
