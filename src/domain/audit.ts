import type { Instant } from './instant';

/** What happened, to whom, by whom, from where and in which dialect. Written in the transaction of the effect. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Instant;
  /** The operation's audit name, such as `users.suspend`. */
  readonly action: string;
  readonly result: 'done' | 'refused';
  /** Null for the machine and for callers that are not signed in. */
  readonly actorId: number | null;
  readonly actor: string | null;
  /** The API token that was used, when one was. */
  readonly tokenId: number | null;
  readonly targetType: AuditTargetType | null;
  readonly targetId: string | null;
  readonly dialect: string;
  /** Method and path template of the binding that was called. */
  readonly binding: string;
  readonly ip: string;
  readonly requestId: string;
  /** Names of what changed and why; never a password, a hash, a code or a token. */
  readonly details: Readonly<Record<string, unknown>>;
}

export type AuditTargetType = 'user' | 'token' | 'policy' | 'session';
export type NewAuditEntry = Omit<AuditEntry, 'id' | 'at'> & { readonly at: Instant };

/** Filters of the audit trail; all given ones must hold. */
export interface AuditFilter {
  readonly action?: string;
  readonly actorId?: number;
  readonly targetType?: AuditTargetType;
  readonly targetId?: string;
  readonly result?: AuditEntry['result'];
  readonly dialect?: string;
  readonly since?: Instant;
  readonly until?: Instant;
}
