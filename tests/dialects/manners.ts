import type { Answer } from '../support/test-server';

/** What a dialect has a body of its own for, wherever it happens. */
export type Refusal =
  | 'unauthorized'
  | 'forbidden'
  | 'userNotFound'
  | 'routeNotFound'
  | 'methodNotAllowed'
  | 'malformed'
  | 'tooLarge'
  | 'notJson'
  | 'fault'
  | 'unavailable';

/**
 * How a dialect that tells of users at one path, by integer ids and in JSON, answers what every dialect must answer.
 * Written by hand from the seed and the wire contract, each body to the byte.
 */
export interface Manners {
  /** The path of its users. */
  readonly users: string;
  /** Its paths, and the methods that each serves besides OPTIONS. */
  readonly served: Readonly<Record<string, string>>;
  /** Paths below its prefix that lead nowhere. */
  readonly nowhere: readonly string[];
  /** The body of a new user that is right in everything. */
  readonly newUser: (email: string) => Readonly<Record<string, unknown>>;
  readonly says: Readonly<Record<Refusal, string>>;
  readonly overLimit: (limit: number, per: 'minute' | 'day') => string;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** An answer in one line: status, media type, body. */
export const told = ({ status, headers, text }: Answer): string =>
  `${status} (${headers['content-type']}) ${text}`;

/** The same line for a body in JSON, written as it is sent. */
export const inJson = (status: number, body: string): string => `${status} (${JSON_TYPE}) ${body}`;
