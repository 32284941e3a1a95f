import type { ServerResponse } from 'node:http';

/** Headers of an answer by name, each in one spelling. */
export type Headers = Record<string, string | number>;

/** The policy of what is no page: nothing is loaded, framed, sent or resolved by it, wherever a browser shows it. */
export const NOTHING_LOADS =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Where an answer keeps the headers that go out with it. */
export const HEADERS = Symbol('headers');

/**
 * The headers that an answer will have; to be added to until it is sent. In an object that is handed over whole: set one by one
 * on the answer they cost as much as all the rest of the way. Throws a `TypeError` later for an answer of another server.
 */
export const headersOf = (response: ServerResponse): Headers =>
  (response as ServerResponse & { readonly [HEADERS]: Headers })[HEADERS];
