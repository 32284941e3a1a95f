// What the API answers, as far as the console shows it.

/** Why and until when somebody is suspended. */
export interface Suspension {
  readonly reason: string | null;
  readonly until: string | null;
  readonly at: string;
  readonly by: number | null;
}

/** Why and until when a sign-in is closed. */
export interface Lock {
  readonly cause: 'failures' | 'administrator';
  readonly until: string | null;
  readonly by: number | null;
}

/** A user as the directory knows it. */
export interface User {
  readonly id: number;
  readonly ulid: string;
  readonly hex_id: string;
  readonly username: string;
  readonly name: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly user_type: string;
  readonly employee_id: string | null;
  readonly is_email_verified: boolean;
  readonly roles: readonly string[];
  readonly status: 'active' | 'suspended';
  readonly suspension: Suspension | null;
  readonly can_write: boolean;
  readonly lock: Lock | null;
  readonly failed_sign_ins: number;
  readonly otp_resends: number;
  readonly otp_closed_until: string | null;
  readonly has_password: boolean;
  readonly must_change_password: boolean;
  readonly password_changed_at: string | null;
  readonly password_expires_at: string | null;
  readonly last_login: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at: string | null;
  /** Counts the changes of the record. */
  readonly version: number;
}

/** The answer to a sign-in or a refresh. */
export interface SignedIn {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly password_change_required?: true;
  readonly user: { readonly id: number; readonly username: string };
}

export interface Session {
  readonly id: string;
  readonly created_at: string;
  readonly last_used_at: string;
  readonly ip: string;
  readonly user_agent: string | null;
  readonly current: boolean;
}

export interface Role {
  readonly id: number;
  readonly name: string;
}

export interface Token {
  readonly id: number;
  readonly user_id: number;
  readonly name: string | null;
  readonly prefix: string;
  readonly policy_id: number | null;
  readonly status: 'active' | 'revoked' | 'expired';
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A token with its secret. */
export interface IssuedToken extends Token {
  readonly token: string;
}

export interface Policy {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly rate_limit_per_min: number | null;
  readonly max_requests_per_day: number | null;
  readonly allowed_methods: readonly string[] | null;
  readonly allowed_paths: readonly string[] | null;
  readonly allowed_ips: readonly string[] | null;
  readonly active: boolean;
}

export interface AuditEntry {
  readonly id: number;
  readonly at: string;
  readonly action: string;
  readonly result: 'done' | 'refused';
  readonly actor_id: number | null;
  readonly actor: string | null;
  readonly token_id: number | null;
  readonly target_type: string | null;
  readonly target_id: string | null;
  readonly dialect: string;
  readonly binding: string;
  readonly ip: string;
  readonly request_id: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the server tells everybody of its route table. */
export interface Facts {
  readonly dialects: readonly string[];
  readonly actions: readonly string[];
  readonly spellings: readonly {
    readonly dialect: string;
    readonly method: string;
    readonly path: string;
    readonly id: { readonly in: string; readonly name: string; readonly form: 'integer' | 'ulid' | 'hex' };
  }[];
}
