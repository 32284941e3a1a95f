import type { Preconditions } from '../domain/entity-tag';
import type { Once } from '../domain/idempotency';
import type { Principal } from '../domain/principal';
import type { TraceContext } from '../domain/trace';

/** Where a call came from: what the audit trail tells about it. */
export interface CallOrigin {
  readonly dialect: string;
  /** Method and path template of the binding. */
  readonly binding: string;
  readonly ip: string;
  readonly userAgent: string | null;
  readonly requestId: string;
  /** Where in which trace it is, for those who are called in turn; null where there is none. */
  readonly trace: TraceContext | null;
}

/** What an operation knows of its call besides the input. */
export interface OperationContext {
  /** Null only where the operation is public. */
  readonly principal: Principal | null;
  readonly origin: CallOrigin;
  /** Absent where the call makes none. */
  readonly preconditions?: Preconditions;
  /** Present where the caller named this create, so that it may ask again. */
  readonly once?: Once;
}
