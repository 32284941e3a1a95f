import type { Instant } from './instant';

/** Methods that a policy may name. */
export const POLICY_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type PolicyMethod = (typeof POLICY_METHODS)[number];

/** What a token's holder is granted: rate, methods, paths, addresses. Null means no limit. */
export interface TokenPolicy {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly ratePerMinute: number | null;
  readonly requestsPerDay: number | null;
  readonly methods: readonly PolicyMethod[] | null;
  /** Path prefixes that end at a `/` or `:` boundary. */
  readonly paths: readonly string[] | null;
  /** Addresses or CIDR blocks. */
  readonly ips: readonly string[] | null;
  readonly active: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** What may be written to a policy. Absent keeps, null lifts a limit. */
export type TokenPolicyChanges = Partial<Omit<TokenPolicy, 'id' | 'createdAt' | 'updatedAt'>>;
export type NewTokenPolicy = TokenPolicyChanges & { readonly name: string };

/** What a new policy is where nobody says otherwise, as the table's own defaults have it: active, and without limits. */
export const NEW_TOKEN_POLICY = {
  description: null,
  ratePerMinute: null,
  requestsPerDay: null,
  methods: null,
  paths: null,
  ips: null,
  active: true,
} as const satisfies TokenPolicyChanges;

const BOUNDARIES = new Set(['/', ':', undefined]);

/** Whether the path starts with the prefix and the prefix ends there at a `/`, a `:` or the end. */
export const isBelow = (prefix: string, path: string): boolean =>
  path.startsWith(prefix) && (/[/:]$/.test(prefix) || BOUNDARIES.has(path[prefix.length]));

/** Whether the policy lets this method through; HEAD is as good as GET. */
export const allowsMethod = (policy: TokenPolicy, method: string): boolean => {
  const { methods } = policy;
  if (methods === null) return true;
  return methods.some((allowed) => allowed === method || (allowed === 'GET' && method === 'HEAD'));
};

/** Whether one of the paths, which are spellings of the same request, lies below a prefix of the policy. */
export const allowsPath = (policy: TokenPolicy, paths: readonly string[]): boolean =>
  policy.paths?.some((prefix) => paths.some((path) => isBelow(prefix, path))) ?? true;
