import type { Route } from '../../route';
import { dialectCollection, ENVIRONMENT, wholeCollection } from './collection';
import type { Collection, Environment } from './collection-format';

/** A file for Postman. */
export interface PostmanDocument {
  /** The file's name without its ending: a dialect's, `all`, or `environment`. */
  readonly name: string;
  readonly make: () => Collection | Environment;
}

/** Everything that Postman can import: a collection for each dialect of a table, one with all, and the environment. */
export const postmanDocuments = (routes: readonly Route[]): PostmanDocument[] => [
  ...[...new Set(routes.map(({ dialect }) => dialect.name))].map((name) => ({
    name,
    make: () => dialectCollection(name, routes),
  })),
  { name: 'all', make: () => wholeCollection(routes) },
  { name: 'environment', make: () => ENVIRONMENT },
];
