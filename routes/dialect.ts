import type { AppError } from '../src/domain/error';
import type { OperationId } from '../src/operations/contract';
import type { Binding } from './binding';
import type { Losses } from './losses';
import type { WireResponse } from './wire';

/** A family of bindings below the same URLs. */
export interface Area {
  /**
   * Path prefixes, ending at a `/`, a `:` or the end, that speak this dialect even where no binding matches. The empty
   * one is every path that nobody else claims.
   */
  readonly claims: readonly string[];
  readonly bindings: readonly Binding[];
}

/** The budget that a call was counted against. */
export interface Quota {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
}

/** A spelling of operations: prefix, bindings with their codecs, and a form for everything that can go wrong. */
export interface Dialect {
  readonly name: string;
  /** Stands before every path of the bindings; empty for none. */
  readonly prefix: '' | `/${string}`;
  /** What `DIALECTS` can switch off. */
  readonly area: Area;
  /** What stays whatever `DIALECTS` says: the administration of Roster itself. */
  readonly administration?: Area;
  /** The answer to a failure: status, envelope and sentence. The operation is null where no route was found. */
  readonly encodeError: (error: AppError, operation: OperationId | null) => WireResponse;
  /** Headers about the budget besides the standard ones. */
  readonly quotaHeaders?: (quota: Quota) => Readonly<Record<string, string>>;
  /** What of a user this dialect cannot say. */
  readonly losses: Losses;
}
