import { type Config, ConfigError } from './config';
import { AppError, type Issue } from './domain/error';
import { toInstant } from './domain/instant';
import { MACHINE } from './domain/principal';
import type { Repositories } from './domain/repositories';
import type { NewUser, User } from './domain/user';
import { emailProblem, usernameProblem } from './domain/user-rules';
import type { OperationContext } from './operations/context';
import type { Dependencies } from './operations/dependencies';
import { createPolicy } from './operations/policies/create-policy';
import { makePassword, wantedIssues } from './operations/set-password';
import { createApiToken } from './operations/tokens/create-token';
import { createUser } from './operations/users/create-user';
import type { Wiring } from './wiring';

/** The administrator that was made just now, with the secrets that were generated: shown once, kept nowhere. */
export interface FirstAdministrator {
  readonly username: string;
  readonly password: string | null;
  readonly token: string | null;
}

/** The call of something done at the machine itself. */
export const machineContext = (binding: string): OperationContext => ({
  principal: MACHINE,
  origin: { dialect: 'machine', binding, ip: 'local', userAgent: null, requestId: 'local', trace: null },
});

const FIRST_START = machineContext('first start');

const BY_ID = { by: 'id', descending: false } as const;

/** The administrator with the lowest id, admin or superadmin; null when there is none. */
export const firstAdministrator = async ({ work, clock }: Dependencies): Promise<User | null> => {
  const now = toInstant(clock.now());
  const found: User[] = [];
  for (const role of ['admin', 'superadmin'] as const) {
    const page = await work.read.users.list({ filter: { role }, order: BY_ID, limit: 1, now });
    found.push(...page.items);
  }
  return found.sort((one, other) => one.id - other.id)[0] ?? null;
};

const passwordProblemOf = async (needs: Dependencies, { admin }: Config): Promise<Issue | null> => {
  if (admin.password === null) return null;
  const [issue = null] = await wantedIssues(needs, { password: admin.password, field: 'password' }, admin);
  return issue;
};

const assertSettings = async (needs: Dependencies, config: Config): Promise<void> => {
  const problems = {
    ADMIN_USERNAME: usernameProblem(config.admin.username),
    ADMIN_EMAIL: emailProblem(config.admin.email),
    ADMIN_PASSWORD: await passwordProblemOf(needs, config),
  };
  for (const [name, problem] of Object.entries(problems)) {
    if (!problem) continue;
    const limit = problem.expected === undefined ? '' : ` (${String(problem.expected)})`;
    const rule = problem.rule.replaceAll('_', ' ');
    throw new ConfigError(`${name} cannot be used for the first administrator: ${rule}${limit}`);
  }
};

const isTaken = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'username_taken' || error.code === 'email_taken');

/** The same needs inside a transaction that is open already: what several operations do then stands or falls together. */
const within = (needs: Dependencies, tx: Repositories): Dependencies => ({
  ...needs,
  work: { read: tx, transaction: (work) => work(tx) },
});

/**
 * Makes the first administrator when there is none. Null when there was one, also when another replica was quicker.
 * Throws a `ConfigError` when the settings name nobody that can be made.
 */
export const ensureAdministrator = async (
  { needs }: Pick<Wiring, 'needs'>,
  config: Config,
): Promise<FirstAdministrator | null> => {
  if (await firstAdministrator(needs)) return null;
  await assertSettings(needs, config);
  const { username, email } = config.admin;
  const password = config.admin.password ?? (await makePassword(needs, config.admin));
  const fields: NewUser = { username, email, password, roles: ['admin'] };
  try {
    const token = await needs.work.transaction(async (tx) => {
      const joined = within(needs, tx);
      const user = await createUser(joined)({ fields }, FIRST_START);
      return config.admin.token === null ? issueToken(joined, user.id) : null;
    });
    return { username, password: config.admin.password === null ? password : null, token };
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (await firstAdministrator(needs)) return null;
    throw new ConfigError(
      'ADMIN_USERNAME or ADMIN_EMAIL belongs to a user who is no administrator: set others',
    );
  }
};

/** The policy that limits nothing. It is made again when somebody renamed or deleted it. */
export const unlimitedPolicy = async (needs: Dependencies): Promise<number> => {
  const known = await needs.work.read.policies.findByName('unlimited');
  if (known) return known.id;
  const fields = { name: 'unlimited', description: 'No limits' };
  return (await createPolicy(needs)({ fields }, machineContext('start'))).id;
};

/** A token without a name: names are unique, and an earlier first administrator may have had one. */
const issueToken = async (needs: Dependencies, userId: number): Promise<string> => {
  const policyId = await unlimitedPolicy(needs);
  const input = { userId: String(userId), expiresAt: null, policyId };
  return (await createApiToken(needs)(input, FIRST_START)).secret;
};
