import type { Shot } from '../support/volley';
import type { Topology } from './topology';

const PASSWORD = 'securepassword123';

const asked = async <T>({ ask }: Topology, line: string, body: unknown): Promise<T> => {
  const { status, json, text } = await ask(line, { body });
  if (status >= 400) throw new Error(`${line}: ${status} ${text}`);
  return json as T;
};

/** Somebody whose access is about to end, with every kind of credential. */
export interface Victim {
  readonly id: number;
  readonly session: string;
  readonly tokenId: number;
  readonly token: string;
  readonly policyId: number;
}

const NO_LIMIT = { rate_limit_per_min: null, max_requests_per_day: null };

/** Makes an administrator with a session and a token. */
export const victim = async (topology: Topology, username: string): Promise<Victim> => {
  const email = `${username}@example.com`;
  const { id } = await asked<{ id: number }>(topology, 'POST /api/users', {
    username,
    email,
    password: PASSWORD,
  });
  await asked(topology, `PUT /api/users/${id}/roles`, { roles: ['admin'] });
  const login = { username, password: PASSWORD };
  const signedIn = await asked<{ access_token: string }>(topology, 'POST /api/auth/login', login);
  const policy = await asked<{ id: number }>(topology, 'POST /api/policies', { name: username, ...NO_LIMIT });
  const token = await asked<{ id: number; token: string }>(topology, 'POST /api/admin/tokens', {
    user_id: id,
    expires_at: null,
    policy_id: policy.id,
  });
  return {
    id,
    session: signedIn.access_token,
    tokenId: token.id,
    token: token.token,
    policyId: policy.id,
  };
};

/** What ends access, and what each credential is told from then on; absent where it stays good. */
export interface Ending {
  readonly of: (victim: Victim) => Pick<Shot, 'line' | 'body'>;
  readonly session?: 401;
  readonly token?: 401 | 403;
}

/** What ends access, by name. */
export const ENDINGS: Readonly<Record<string, Ending>> = {
  'revoking the sessions': { of: ({ id }) => ({ line: `DELETE /api/users/${id}/sessions` }), session: 401 },
  suspension: { of: ({ id }) => ({ line: `POST /api/users/${id}/suspend` }), session: 401, token: 401 },
  deletion: { of: ({ id }) => ({ line: `DELETE /api/users/${id}` }), session: 401, token: 401 },
  demotion: {
    of: ({ id }) => ({ line: `PUT /api/users/${id}/roles`, body: { roles: ['user'] } }),
    session: 401,
    token: 403,
  },
  'a lock by an administrator': {
    of: ({ id }) => ({ line: `POST /api/users/${id}/lock` }),
    session: 401,
    token: 401,
  },
  'a password reset': {
    of: ({ id }) => ({ line: `PUT /api/users/${id}`, body: { password: 'another-password-123' } }),
    session: 401,
  },
  'revoking the token': {
    of: ({ tokenId }) => ({ line: `POST /api/admin/tokens/${tokenId}/revoke` }),
    token: 401,
  },
  'a policy that allows less': {
    of: ({ policyId }) => ({ line: `PUT /api/policies/${policyId}`, body: { allowed_methods: ['POST'] } }),
    token: 403,
  },
};
