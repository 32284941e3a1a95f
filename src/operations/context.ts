import type { Principal } from '../domain/principal';

/** Where a call came from: what the audit trail tells about it. */
export interface CallOrigin {
  readonly dialect: string;
  /** Method and path template of the binding. */
  readonly binding: string;
  readonly ip: string;
  readonly userAgent: string | null;
  readonly requestId: string;
}

/** What an operation knows of its call besides the input. */
export interface OperationContext {
  /** Null only where the operation is public. */
  readonly principal: Principal | null;
  readonly origin: CallOrigin;
}
