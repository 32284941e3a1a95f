import { createCapturedCodes } from '../accounts/otp-harness';
import { type Api, unique } from '../http/api';
import type { Caller } from './callers';

/** A request that succeeds for whoever may make it. */
export interface Call {
  readonly line: string;
  readonly body?: unknown;
}

/** Prepares what an operation acts on, anew for every call, and says how to ask for it. */
export type MakeCall = (api: Api, caller: Caller) => Promise<Call>;

const PASSWORD = 'target-password-1';

const target = async ({ server }: Api): Promise<{ id: number; username: string }> =>
  server.user({ username: unique('target'), password: PASSWORD });

/** Asks as the administrator; for preparations, so anything but success throws. */
const prepare = async ({ ask }: Api, line: string, body?: unknown): Promise<Record<string, unknown>> => {
  const answer = await ask(line, { body });
  if (answer.status >= 300) throw new Error(`${line} answered ${answer.status} ${answer.text}`);
  return answer.json as Record<string, unknown>;
};

const signedIn = ({ server }: Api, username: string, password: string) =>
  server.ask('POST /api/auth/login', { body: { username, password } });

const onTarget =
  (lineOf: (id: number) => string, body?: unknown, before?: (id: number) => string): MakeCall =>
  async (api) => {
    const { id } = await target(api);
    if (before) await prepare(api, before(id));
    return { line: lineOf(id), body };
  };

const onToken =
  (lineOf: (id: number) => string, body?: unknown): MakeCall =>
  async (api) => {
    const { id } = await prepare(api, 'POST /api/admin/tokens', { user_id: (await target(api)).id });
    return { line: lineOf(Number(id)), body };
  };

const onPolicy =
  (lineOf: (id: number) => string, body?: unknown): MakeCall =>
  async (api) => {
    const { id } = await prepare(api, 'POST /api/policies', { name: unique('policy') });
    return { line: lineOf(Number(id)), body };
  };

const onNothing =
  (line: string, body?: () => unknown): MakeCall =>
  async () => ({ line, body: body?.() });

const onOneself =
  (lineOf: (id: number) => string, body?: (name: string) => unknown): MakeCall =>
  async (_api, { id }) => ({ line: lineOf(id), body: body?.(unique('own')) });

const newUser = () => {
  const username = unique('made');
  return { username, email: `${username}@example.com`, password: PASSWORD };
};

const update = (body: (name: string) => unknown): MakeCall => onOneself((id) => `PUT /api/users/${id}`, body);

const sessionOf = async (api: Api, username: string, password: string): Promise<string> => {
  await signedIn(api, username, password);
  const query =
    'select s.id from sessions s join users u on u.id = s.user_id where username = $1 order by s.id desc';
  return (await api.server.database.pool.query(query, [username])).rows[0]?.id;
};

/** Where the codes of these tests go. */
export const sentCodes = createCapturedCodes();

let numbers = 0;

/** A user with a number of its own, and the code that was sent to it. */
const withCode = async (api: Api): Promise<{ mobile: string; otp: string }> => {
  numbers += 1;
  const mobile = `+49301${String(numbers).padStart(6, '0')}`;
  await api.server.user({ username: unique('mobile'), phone: mobile });
  await api.server.ask('POST /api/auth/otp/send', { body: { mobile } });
  await api.server.wiring.codeOutbox.settle();
  return { mobile, otp: sentCodes.last() };
};

/** A call for each line of the expectations. */
export const CALLS: Readonly<Record<string, MakeCall>> = {
  'users.list': onNothing('GET /api/users?limit=3'),
  'users.get': onTarget((id) => `GET /api/users/${id}`),
  'users.create': onNothing('POST /api/users', newUser),
  'users.update': onTarget((id) => `PUT /api/users/${id}`, { password: 'another-password-1' }),
  'users.delete': onTarget((id) => `DELETE /api/users/${id}`),
  'users.restore': onTarget(
    (id) => `POST /api/users/${id}/restore`,
    undefined,
    (id) => `DELETE /api/users/${id}`,
  ),
  'users.suspend': onTarget((id) => `POST /api/users/${id}/suspend`),
  'users.unsuspend': onTarget(
    (id) => `POST /api/users/${id}/unsuspend`,
    undefined,
    (id) => `POST /api/users/${id}/suspend`,
  ),
  'users.resetOtpCount': async (api) => {
    const { id } = await target(api);
    await api.server.database.pool.query('update users set otp_resends = 3 where id = $1', [id]);
    return { line: `POST /api/users/${id}/reset-otp-count` };
  },
  'users.extendPasswordExpiry': onTarget((id) => `POST /api/users/${id}/extend-password-expiry`),
  'users.lock': onTarget((id) => `POST /api/users/${id}/lock`),
  'users.unlock': onTarget(
    (id) => `POST /api/users/${id}/unlock`,
    undefined,
    (id) => `POST /api/users/${id}/lock`,
  ),
  'users.getRoles': onTarget((id) => `GET /api/users/${id}/roles`),
  'users.setRoles': onTarget((id) => `PUT /api/users/${id}/roles`, { roles: ['editor'] }),
  'users.listSessions': onTarget((id) => `GET /api/users/${id}/sessions`),
  'users.endSessions': onTarget((id) => `DELETE /api/users/${id}/sessions`),
  'users.endSession': async (api) => {
    const { id, username } = await target(api);
    return { line: `DELETE /api/users/${id}/sessions/${await sessionOf(api, username, PASSWORD)}` };
  },
  'roles.list': onNothing('GET /api/roles'),
  'directory.list': onNothing('GET /api/directory?limit=3'),
  'directory.get': onTarget((id) => `GET /api/directory/${id}`),
  'audit.list': onNothing('GET /api/audit?limit=3'),
  'tokens.list': onNothing('GET /api/admin/tokens?limit=3'),
  'tokens.get': onToken((id) => `GET /api/admin/tokens/${id}`),
  'tokens.create': async (api) => ({
    line: 'POST /api/admin/tokens',
    body: { user_id: (await target(api)).id },
  }),
  'tokens.update': onToken((id) => `PUT /api/admin/tokens/${id}`, { expires_at: null }),
  'tokens.revoke': onToken((id) => `POST /api/admin/tokens/${id}/revoke`),
  'tokens.rotate': onToken((id) => `POST /api/admin/tokens/${id}/rotate`),
  'tokens.delete': onToken((id) => `DELETE /api/admin/tokens/${id}`),
  'tokens.setPolicy': async (api) => {
    const { id } = await prepare(api, 'POST /api/admin/tokens', { user_id: (await target(api)).id });
    const policy = await prepare(api, 'POST /api/policies', { name: unique('policy') });
    return { line: 'PUT /api/tokens/policy', body: { token_id: id, policy_id: policy['id'] } };
  },
  'policies.list': onNothing('GET /api/policies'),
  'policies.get': onPolicy((id) => `GET /api/policies/${id}`),
  'policies.create': onNothing('POST /api/policies', () => ({ name: unique('policy') })),
  'policies.update': onPolicy((id) => `PUT /api/policies/${id}`, { active: false }),
  'policies.delete': onPolicy((id) => `DELETE /api/policies/${id}`),
  'auth.signIn': async (api) => {
    const { username } = await target(api);
    return { line: 'POST /api/auth/login', body: { username, password: PASSWORD } };
  },
  'auth.refresh': async (api) => {
    const { json } = await signedIn(api, (await target(api)).username, PASSWORD);
    const { refresh_token } = json as { refresh_token: string };
    return { line: 'POST /api/auth/refresh', body: { refresh_token } };
  },
  'otp.send': onNothing('POST /api/auth/otp/send', () => ({ mobile: '+491' })),
  'otp.resend': onNothing('POST /api/auth/otp/resend', () => ({ mobile: '+491' })),
  'auth.signInByCode': async (api) => ({ line: 'POST /api/auth/otp/login', body: await withCode(api) }),
  'auth.resetPasswordByCode': async (api) => ({
    line: 'POST /api/auth/password/reset',
    body: { ...(await withCode(api)), new_password: 'another-password-3' },
  }),
  'auth.me': onNothing('GET /api/auth/me'),
  'auth.listSessions': onNothing('GET /api/auth/sessions'),
  'auth.endSession': async (api, { username, password }) => ({
    line: `DELETE /api/auth/sessions/${(await sessionOf(api, username, password)) ?? '01KH1K9G4KPG10BEV0PNTMYNWJ'}`,
  }),
  'auth.signOut': onNothing('POST /api/auth/logout'),
  'auth.changePassword': async (_api, { password }) => ({
    line: 'POST /api/auth/password',
    body: { current_password: password, new_password: 'another-password-2' },
  }),
  'usage.list': onNothing('GET /api/usage?limit=3'),
  'usage.mine': onNothing('GET /api/usage/me'),
  'usage.traffic': onNothing('GET /api/usage/traffic'),
  'usage.limits': onNothing('GET /api/usage/limits?limit=3'),
  'lifecycle.list': onNothing('GET /api/lifecycle'),
  'translate.request': onNothing('POST /api/translate', () => ({ from: 'GET /api/users/1', to: 'colon' })),
  'system.health': onNothing('GET /health'),
  'own account: get': onOneself((id) => `GET /api/users/${id}`),
  'own account: nothing': update(() => ({})),
  'own account: email': update((name) => ({ email: `${name}@example.com` })),
  'own account: username': update((name) => ({ username: name })),
  'own account: email and username': update((name) => ({ email: `${name}@example.com`, username: name })),
  'own account: status active': update(() => ({ status: 'active' })),
  'own account: status suspended': update(() => ({ status: 'suspended' })),
  'own account: password': update(() => ({ password: 'another-password-2' })),
  'own account: suspend': onOneself((id) => `POST /api/users/${id}/suspend`),
  'own account: lock': onOneself((id) => `POST /api/users/${id}/lock`),
  'own account: delete': onOneself((id) => `DELETE /api/users/${id}`),
  'own account: demote': onOneself(
    (id) => `PUT /api/users/${id}/roles`,
    () => ({ roles: ['readonly'] }),
  ),
};
