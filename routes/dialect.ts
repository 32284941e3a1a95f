import type { AppError } from '../src/domain/error';
import type { Binding } from './binding';
import type { WireResponse } from './wire';

/** A family of bindings below the same URLs. */
export interface Area {
  /** Path prefixes, ending at a `/`, a `:` or the end, that speak this dialect even where no binding matches. */
  readonly claims: readonly string[];
  readonly bindings: readonly Binding[];
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
  /** The answer to a failure: status, envelope and sentence. */
  readonly encodeError: (error: AppError) => WireResponse;
}
