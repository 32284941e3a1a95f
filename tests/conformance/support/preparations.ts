import type { OperationId } from '../../../src/operations/contract';
import { type Api, unique } from '../../http/api';
import type { Caller } from '../callers';
import { sentCodes } from '../operation-calls';
import { NEW_PASSWORD } from './deed';
import type { Aim, Values } from './saying';
import { NOBODY, PASSWORD, uniqueFields } from './scene';

/** What an operation can be asked with, by whoever may. */
export interface Prepared {
  readonly aim?: Aim;
  /** What to say, one or the other, as the spelling allows. */
  readonly must?: readonly Values[];
  readonly spare?: Values;
}

type Prepare = (api: Api, caller: Caller) => Promise<Prepared>;

const person = (api: Api) => api.server.user(uniqueFields());

const onPerson =
  (must?: readonly Values[], before?: (id: number) => string): Prepare =>
  async (api) => {
    const user = await person(api);
    if (before) await api.ask(before(user.id));
    return { aim: { user }, ...(must && { must }) };
  };

/** Signs a caller in, whatever credential it asks with; what it gets may be nothing. */
const tokensOf = async ({ server }: Api, { username, password }: Pick<Caller, 'username' | 'password'>) => {
  const { json } = await server.ask('POST /api/auth/login', { body: { username, password } });
  return (json ?? {}) as { refresh_token?: string };
};

const newestSession = async ({ server }: Api, userId: number): Promise<string> => {
  const sql = 'select id from sessions where user_id = $1 order by id desc limit 1';
  return (await server.database.pool.query(sql, [userId])).rows[0]?.id ?? NOBODY.ulid;
};

const madeIn = async ({ ask }: Api, line: string, body: unknown): Promise<Record<string, unknown>> =>
  (await ask(line, { body })).json as Record<string, unknown>;

const onToken =
  (must?: readonly Values[]): Prepare =>
  async (api) => {
    const { id } = await madeIn(api, 'POST /api/admin/tokens', { user_id: (await person(api)).id });
    const { rows } = await api.server.database.pool.query('select id, ulid from api_tokens where id = $1', [
      id,
    ]);
    return { aim: { token: rows[0] }, ...(must && { must }) };
  };

const newPolicy = async (api: Api): Promise<number> =>
  Number((await madeIn(api, 'POST /api/policies', { name: unique('policy') }))['id']);

const onPolicy =
  (must?: readonly Values[]): Prepare =>
  async (api) => ({ aim: { policy: await newPolicy(api) }, ...(must && { must }) });

const nothing: Prepare = async () => ({});

const withCode =
  (more: Values): Prepare =>
  async (api) => {
    const { phone: mobile } = await person(api);
    await api.server.ask('POST /api/auth/otp/send', { body: { mobile } });
    await api.server.wiring.codeOutbox.settle();
    return { must: [{ mobile, code: sentCodes.last(), ...more }] };
  };

const mobile: Prepare = async () => ({ must: [{ mobile: '+491' }] });

/** How every operation is asked. */
export const PREPARATIONS: { readonly [O in OperationId]: Prepare } = {
  'users.list': nothing,
  'users.get': onPerson(),
  'users.create': async () => ({ spare: { ...uniqueFields(), roles: ['user'] } }),
  'users.update': onPerson([{ password: NEW_PASSWORD }, { name: 'Another Name' }, { canWrite: false }]),
  'users.delete': onPerson(),
  'users.restore': onPerson(undefined, (id) => `DELETE /api/users/${id}`),
  'users.suspend': onPerson(),
  'users.unsuspend': onPerson(undefined, (id) => `POST /api/users/${id}/suspend`),
  'users.lock': onPerson(),
  'users.unlock': onPerson(undefined, (id) => `POST /api/users/${id}/lock`),
  'users.resetOtpCount': onPerson(),
  'users.extendPasswordExpiry': onPerson(),
  'users.getRoles': onPerson(),
  'users.setRoles': onPerson([{ roles: ['creator'] }]),
  'users.listSessions': onPerson(),
  'users.endSessions': onPerson(),
  'users.endSession': async (api) => {
    const user = await person(api);
    await tokensOf(api, { username: user.username, password: PASSWORD });
    return { aim: { user, session: await newestSession(api, user.id) } };
  },
  'roles.list': nothing,
  'directory.list': nothing,
  'directory.get': onPerson(),
  'audit.list': nothing,
  'tokens.list': nothing,
  'tokens.get': onToken(),
  'tokens.create': async (api) => ({
    spare: { userId: (await person(api)).id, name: unique('token'), role: 'user' },
  }),
  'tokens.update': async (api, caller) => onToken([{ name: unique('token') }])(api, caller),
  'tokens.revoke': onToken(),
  'tokens.rotate': onToken(),
  'tokens.delete': onToken(),
  'tokens.setPolicy': async (api, caller) => onToken([{ policyId: await newPolicy(api) }])(api, caller),
  'policies.list': nothing,
  'policies.get': onPolicy(),
  'policies.create': async () => ({ must: [{ name: unique('policy') }] }),
  'policies.update': onPolicy([{ active: false }]),
  'policies.delete': onPolicy(),
  'auth.signIn': async (api) => {
    const { username, email } = await person(api);
    return {
      must: [
        { username, password: PASSWORD },
        { email, password: PASSWORD },
      ],
    };
  },
  'auth.refresh': async (api) => {
    const { username } = await person(api);
    const { refresh_token: refreshToken } = await tokensOf(api, { username, password: PASSWORD });
    return { must: [{ refreshToken }] };
  },
  'otp.send': mobile,
  'otp.resend': mobile,
  'auth.signInByCode': withCode({}),
  'auth.resetPasswordByCode': withCode({ newPassword: NEW_PASSWORD }),
  'auth.me': nothing,
  'auth.listSessions': nothing,
  'auth.endSession': async (api, caller) => {
    await tokensOf(api, caller);
    return { aim: { session: await newestSession(api, caller.id) } };
  },
  'auth.signOut': async (api, caller) => ({
    spare: { refreshToken: (await tokensOf(api, caller)).refresh_token ?? 'rrt_none' },
  }),
  'auth.changePassword': async (_api, { password }) => ({
    must: [{ currentPassword: password, newPassword: NEW_PASSWORD }],
  }),
  'usage.list': nothing,
  'usage.mine': nothing,
  'usage.traffic': nothing,
  'usage.limits': nothing,
  'lifecycle.list': nothing,
  'translate.request': async () => ({ must: [{ text: 'GET /api/users/1', into: 'colon' }] }),
  'system.health': nothing,
};
