import type { Dialect } from '../../../routes/dialect';
import type { OperationId } from '../../../src/operations/contract';
import { limitedToken, makePolicy } from '../../limits/limited-token';
import type { Answer } from '../../support/test-server';
import { nowhereIn, routesFor } from './dialects';
import { type Aim, type Saying, say, type Values } from './saying';
import { NOBODY, PASSWORD, type Scene, uniqueFields } from './scene';

/** Brings a dialect to an error over HTTP; null where it has no way to it. */
export type Provocation = (scene: Scene, dialect: Dialect) => Promise<Answer | null>;

/** The first request for an operation that the dialect can say. */
export const firstSaying = (
  dialect: Dialect,
  operation: OperationId,
  aim: Aim = {},
  must: Values = {},
  spare: Values = {},
): Saying | null => {
  for (const route of routesFor(operation, dialect)) {
    const saying = say(route, aim, must, spare);
    // A binding that aims at the caller itself says something else.
    if (saying && !(aim.user && route.binding.at.user?.in === 'caller')) return saying;
  }
  return null;
};

const get = (dialect: Dialect): Saying | null => firstSaying(dialect, 'users.get', { user: NOBODY });
const create = (dialect: Dialect, must: Values = {}): Saying | null =>
  firstSaying(dialect, 'users.create', {}, must, uniqueFields());

/** Asks for a user with whatever credentials. */
const reading =
  (tokenOf: (scene: Scene) => Promise<string>): Provocation =>
  async (scene, dialect) => {
    const saying = get(dialect);
    return saying && scene.ask(saying, { token: await tokenOf(scene) });
  };

/** Signs somebody in and returns the access token. */
export const sessionOf = async ({ server }: Scene, username: string): Promise<string> => {
  const answer = await server.ask('POST /api/auth/login', { body: { username, password: PASSWORD } });
  return (answer.json as { access_token: string }).access_token;
};

const someSession = async (scene: Scene): Promise<string> =>
  sessionOf(scene, (await scene.somebody()).person.username);

const expired = async (scene: Scene): Promise<string> => {
  const token = await someSession(scene);
  scene.clock.advance(scene.server.config.accessTokenTtlSeconds * 1000 + 1000);
  return token;
};

const signedOut = async (scene: Scene): Promise<string> => {
  const token = await someSession(scene);
  await scene.server.ask('POST /api/auth/logout', { token });
  return token;
};

const toBeChanged = async (scene: Scene): Promise<string> => {
  const { user } = await scene.somebody();
  await scene.server.database.pool.query('update users set must_change_password = true where id = $1', [
    user.id,
  ]);
  return sessionOf(scene, user.username);
};

const exhausted =
  (limits: Parameters<typeof limitedToken>[2]) =>
  async (scene: Scene): Promise<string> => {
    const token = await limitedToken(scene.server, scene.root.id, limits);
    await scene.server.ask('GET /api/auth/me', { token });
    return token;
  };

const deleting =
  (fields: Parameters<Scene['somebody']>[0], onItself = false): Provocation =>
  async (scene, dialect) => {
    const { user } = await scene.somebody(fields);
    const aim = { user: onItself ? user : (await scene.somebody()).user };
    const saying = firstSaying(dialect, 'users.delete', aim);
    return saying && scene.ask(saying, { token: await scene.server.token(user.id) });
  };

const sending =
  (raw: string, type = 'application/json'): Provocation =>
  async (scene, dialect) => {
    const saying = create(dialect);
    return saying && scene.ask(saying, { raw, headers: { 'Content-Type': type } });
  };

const missing =
  (operation: OperationId, aim: Aim): Provocation =>
  async (scene, dialect) => {
    const saying = firstSaying(dialect, operation, aim);
    return saying && scene.ask(saying);
  };

const taken =
  (field: 'username' | 'email' | 'employeeId'): Provocation =>
  async (scene, dialect) => {
    const { person } = await scene.somebody();
    const saying = create(dialect, { [field]: person[field] });
    return saying && scene.ask(saying);
  };

const stale: Provocation = async (scene, dialect) => {
  const { user } = await scene.somebody();
  const saying = firstSaying(dialect, 'users.delete', { user });
  return saying && scene.ask(saying, { headers: { 'If-Match': '"0-0"' } });
};

/** What every dialect can be brought to, whatever it binds. */
export const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  credentials_missing: async (scene, dialect) => {
    const saying = get(dialect);
    return saying && scene.ask(saying, 'anonymous');
  },
  token_invalid: reading(async () => 'rst_made-up'),
  token_expired: reading(expired),
  token_revoked: reading(signedOut),
  'rate_limited [minute]': reading(exhausted({ ratePerMinute: 1 })),
  'rate_limited [day]': reading(exhausted({ requestsPerDay: 1 })),
  token_policy_refused: reading(async ({ server, root }) =>
    server.token(root.id, { policyId: await makePolicy(server, { methods: ['PATCH'] }) }),
  ),
  password_change_required: reading(toBeChanged),
  forbidden: deleting({ roles: ['user'] }),
  write_required: deleting({ roles: ['admin'], canWrite: false }),
  'own_account [delete]': deleting({ roles: ['admin'] }, true),
  route_not_found: ({ server, token }, dialect) => server.ask(`GET ${nowhereIn(dialect)}`, { token }),
  user_not_found: missing('users.get', { user: NOBODY }),
  token_not_found: missing('tokens.get', { token: NOBODY }),
  policy_not_found: missing('policies.get', { policy: NOBODY.id }),
  session_not_found: missing('auth.endSession', { session: NOBODY.ulid }),
  version_stale: stale,
  malformed_body: sending('{'),
  body_too_large: sending(JSON.stringify({ name: 'x'.repeat(101 * 1024) })),
  unsupported_media_type: sending('name=x', 'text/xml'),
  username_taken: taken('username'),
  email_taken: taken('email'),
  employee_id_taken: taken('employeeId'),
};
