import type { UserRef } from './user';

/** Something that is to be said about a translation. */
export interface Remark {
  /** What it is about, as the request that was given calls it. */
  readonly what: string;
  readonly why: string;
  /** The same by its name in the domain. */
  readonly field: string;
}

/** Where a request belongs: a dialect, an operation, and the spelling of it; null where the dialect has none. */
export interface Placed {
  readonly dialect: string;
  readonly operation: string | null;
  readonly spelling: string | null;
}

/** A request as it is to be sent. */
export interface TranslatedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Null where none is sent. */
  readonly body: unknown;
}

/** What a request is answered with when all is well. */
export interface ExpectedAnswer {
  readonly status: number;
  /** A JSON Schema; null where the answer has no body. */
  readonly schema: unknown;
  readonly example: unknown;
  /** What the answer to the request that was given tells and this one does not. */
  readonly lacks: readonly Remark[];
}

/** A request in the words of another dialect. Request, command and answer are null where it has no words for it. */
export interface Translation {
  readonly from: Placed;
  readonly to: Placed;
  readonly request: TranslatedRequest | null;
  /** The same as a command line. */
  readonly curl: string | null;
  readonly answer: ExpectedAnswer | null;
  /** What was said and cannot be. */
  readonly lost: readonly Remark[];
  /** What somebody has to fill in or should know. */
  readonly notes: readonly Remark[];
}

/** The ids that one thing has; an API token has no third. */
export interface KnownIds {
  readonly id: number;
  readonly ulid: string;
  readonly hexId?: string;
}

/** What is known of a thing by one of its ids; null where nothing is, or nothing is told. */
export type IdLookup = (target: 'user' | 'token', ref: UserRef) => Promise<KnownIds | null>;
