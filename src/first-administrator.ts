import { type Config, ConfigError } from './config';
import { AppError, type Issue } from './domain/error';
import { toInstant } from './domain/instant';
import { MACHINE } from './domain/principal';
import { emailProblem, usernameProblem } from './domain/user-rules';
import { auditEntry } from './operations/audit-entry';
import type { OperationContext } from './operations/context';
import { makePassword, wantedIssues } from './operations/set-password';
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
  origin: { dialect: 'machine', binding, ip: 'local', userAgent: null, requestId: 'local' },
});

const SHOWN_CHARACTERS = 4;

const ADMINISTRATORS = {
  filter: { role: 'admin' },
  order: { by: 'id', descending: false },
  limit: 1,
} as const;

/** The administrator with the lowest id; null when there is none. */
const firstAdministrator = async ({ needs: { work, clock } }: Wiring) => {
  const page = await work.read.users.list({ ...ADMINISTRATORS, now: toInstant(clock.now()) });
  return page.items[0] ?? null;
};

const passwordProblemOf = async ({ needs }: Wiring, { admin }: Config): Promise<Issue | null> => {
  if (admin.password === null) return null;
  const [issue = null] = await wantedIssues(needs, { password: admin.password, field: 'password' }, admin);
  return issue;
};

const assertSettings = async (wiring: Wiring, config: Config): Promise<void> => {
  const problems = {
    ADMIN_USERNAME: usernameProblem(config.admin.username),
    ADMIN_EMAIL: emailProblem(config.admin.email),
    ADMIN_PASSWORD: await passwordProblemOf(wiring, config),
  };
  for (const [name, problem] of Object.entries(problems)) {
    if (!problem) continue;
    const limit = problem.expected === undefined ? '' : `, ${String(problem.expected)}`;
    throw new ConfigError(`${name} cannot be used for the first administrator (${problem.rule}${limit})`);
  }
};

const isTaken = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'username_taken' || error.code === 'email_taken');

/**
 * Makes the first administrator when there is none. Null when there was one, also when another replica was quicker.
 * Throws a `ConfigError` when the settings name nobody that can be made.
 */
export const ensureAdministrator = async (
  wiring: Wiring,
  config: Config,
): Promise<FirstAdministrator | null> => {
  if (await firstAdministrator(wiring)) return null;
  await assertSettings(wiring, config);
  const { controllers, needs } = wiring;
  const { username, email } = config.admin;
  const password = config.admin.password ?? (await makePassword(needs, config.admin));
  const context = machineContext('first start');
  try {
    const user = await controllers['users.create'](
      { fields: { username, email, password, roles: ['admin'] } },
      context,
    );
    const token = config.admin.token === null ? await issueToken(wiring, user.id, context) : null;
    return { username, password: config.admin.password === null ? password : null, token };
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (await firstAdministrator(wiring)) return null;
    throw new ConfigError(
      'ADMIN_USERNAME or ADMIN_EMAIL belongs to a user who is no administrator: set others',
    );
  }
};

/** The policy that limits nothing. It is made again when somebody renamed or deleted it. */
const unlimitedPolicy = async ({ needs, controllers }: Wiring): Promise<number> => {
  const known = await needs.work.read.policies.findByName('unlimited');
  if (known) return known.id;
  const fields = { name: 'unlimited', description: 'No limits' };
  return (await controllers['policies.create']({ fields }, machineContext('start'))).id;
};

const issueToken = async (wiring: Wiring, userId: number, context: OperationContext): Promise<string> => {
  const policyId = await unlimitedPolicy(wiring);
  const input = { userId: String(userId), name: 'first administrator', expiresAt: null, policyId };
  return (await wiring.controllers['tokens.create'](input, context)).secret;
};

/**
 * Makes sure that the token of the settings is one of the first administrator, never expiring, under the policy
 * `unlimited`. A changed setting replaces the token that the old one made, so the old value is worth nothing.
 */
export const ensureAdminToken = async (wiring: Wiring, secret: string): Promise<void> => {
  const { needs } = wiring;
  const owner = await firstAdministrator(wiring);
  if (!owner) throw new ConfigError('ADMIN_TOKEN has nobody to belong to: there is no administrator');
  const policyId = await unlimitedPolicy(wiring);
  const at = toInstant(needs.clock.now());
  await needs.work.transaction(async (tx) => {
    const isChanged = await tx.tokens.ensure(
      {
        ulid: needs.ids.ulid(),
        userId: owner.id,
        name: 'ADMIN_TOKEN',
        // Somebody chose this secret, so less of it is shown than of those made here.
        prefix: secret.slice(0, SHOWN_CHARACTERS),
        digest: needs.secrets.digest(secret),
        policyId,
        expiresAt: null,
      },
      at,
    );
    if (!isChanged) return;
    const details = { name: 'ADMIN_TOKEN', userId: owner.id };
    await tx.audit.append(auditEntry(machineContext('start'), { operation: 'tokens.create', at, details }));
  });
};
