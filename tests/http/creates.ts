import type { OperationId } from '../../src/operations/contract';

/** One way to ask for a create: every spelling of every dialect that takes an idempotency key. */
export interface CreateWay {
  readonly line: string;
  readonly dialect: string;
  readonly operation: OperationId;
  /** The table that rows are made in. */
  readonly table: 'users' | 'api_tokens' | 'token_policies';
  /** A body that nobody else has sent. */
  readonly body: (stem: string) => Readonly<Record<string, unknown>>;
  /** What makes it another create. */
  readonly change: Readonly<Record<string, unknown>>;
}

const PASSWORD = 'Created-just-1-time';

const user = (stem: string) => ({ username: stem, email: `${stem}@example.com`, password: PASSWORD });
const name = (stem: string) => ({ name: stem });

const toUsers = { operation: 'users.create', table: 'users' } as const;
const toTokens = { operation: 'tokens.create', table: 'api_tokens' } as const;
const toPolicies = { operation: 'policies.create', table: 'token_policies' } as const;

const REST_USER = { dialect: 'rest', ...toUsers, body: user, change: { status: 'suspended' } };
const REST_TOKEN = {
  dialect: 'rest',
  ...toTokens,
  body: (stem: string) => ({ user_id: 1, name: stem }),
  change: { expires_at: null },
};
const POLICY = { dialect: 'rest', ...toPolicies, body: name, change: { active: false } };

export const CREATES: readonly CreateWay[] = [
  { line: 'POST /api/users', ...REST_USER },
  { line: 'POST /api/users/create', ...REST_USER },
  {
    line: 'POST /users:create',
    dialect: 'colon',
    ...toUsers,
    body: (stem) => ({ ...user(stem), role: 'user' }),
    change: { can_write: false },
  },
  {
    line: 'POST /api/v1/users',
    dialect: 'rails',
    ...toUsers,
    body: (stem) => ({ name: stem, email: `${stem}@example.com` }),
    change: { role: 'editor' },
  },
  {
    line: 'POST /api/admin/users',
    dialect: 'laravel',
    ...toUsers,
    body: (stem) => ({
      name: stem,
      email: `${stem}@example.com`,
      password: PASSWORD,
      role_id: 2,
      phone_number: '1234567890',
    }),
    change: { password: `${PASSWORD}!` },
  },
  {
    line: 'POST /form/api/v1/user/users',
    dialect: 'flask',
    ...toUsers,
    body: (stem) => ({ ...user(stem), user_type: 'employee' }),
    change: { is_email_verified: true },
  },
  { line: 'POST /api/admin/tokens', ...REST_TOKEN },
  { line: 'POST /api/admin/tokens/create', ...REST_TOKEN },
  {
    line: 'POST /apikeys:create',
    dialect: 'colon',
    ...toTokens,
    body: (stem) => ({ name: stem, role: 'admin' }),
    change: { description: 'another' },
  },
  { line: 'POST /api/policies', ...POLICY },
  { line: 'POST /api/policies/create', ...POLICY },
];

/** The same user in every spelling that can say it: what one leaves out, another writes down. */
export const SAME_USER: readonly CreateWay[] = CREATES.filter(
  ({ table, dialect }) => table === 'users' && ['rest', 'colon', 'flask'].includes(dialect),
);
