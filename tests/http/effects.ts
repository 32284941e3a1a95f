import type { Answer } from '../support/test-server';
import { type Api, signIn, unique } from './api';
import { policyLine, type Style, tokenLine, userLine } from './spellings';

/** An effect that was carried out: how it was asked for, what came back, and what it was aimed at. */
export interface Effect {
  /** Method and path template. */
  readonly binding: string;
  readonly answer: Answer;
  readonly target: readonly [type: string, id: string];
}

type CarryOut = (api: Api, style: Style) => Promise<Effect>;

const PASSWORD = 'effect-password-1';

const target = ({ server }: Api) => server.user({ username: unique('target'), password: PASSWORD });

const idOf = (answer: Answer): number => (answer.json as { id: number }).id;

type UserOperation = Parameters<typeof userLine>[1];

const onUser =
  (operation: UserOperation, body?: unknown, before?: UserOperation): CarryOut =>
  async (api, style) => {
    const { id } = await target(api);
    if (before) await api.ask(userLine(style, before, { id }));
    const answer = await api.ask(userLine(style, operation, { id }), { body });
    return { binding: userLine(style, operation), answer, target: ['user', String(id)] };
  };

const newToken = async (api: Api) =>
  idOf(await api.ask('POST /api/admin/tokens', { body: { user_id: (await target(api)).id } }));

const newPolicy = async (api: Api) =>
  idOf(await api.ask('POST /api/policies', { body: { name: unique('policy') } }));

const onToken =
  (operation: 'update' | 'delete' | 'revoke' | 'rotate', body?: () => unknown): CarryOut =>
  async (api, style) => {
    const id = await newToken(api);
    const answer = await api.ask(tokenLine(style, operation, { id }), { body: body?.() });
    return { binding: tokenLine(style, operation), answer, target: ['token', String(id)] };
  };

const onPolicy =
  (operation: 'update' | 'delete', body?: unknown): CarryOut =>
  async (api, style) => {
    const id = await newPolicy(api);
    const answer = await api.ask(policyLine(style, operation, { id }), { body });
    return { binding: policyLine(style, operation), answer, target: ['policy', String(id)] };
  };

const sessionOf = async (api: Api, token: string): Promise<string> =>
  ((await api.ask('GET /api/auth/sessions', { token })).json as { id: string; current: boolean }[]).find(
    ({ current }) => current,
  )?.id ?? '';

/** Every effect of an administrator, by the name of its audit entry. */
export const EFFECTS: Readonly<Record<string, CarryOut>> = {
  'users.create': async (api, style) => {
    const username = unique('made');
    const body = { username, email: `${username}@example.com`, password: PASSWORD };
    const answer = await api.ask(userLine(style, 'create'), { body });
    return { binding: userLine(style, 'create'), answer, target: ['user', String(idOf(answer))] };
  },
  'users.update': onUser('update', { password: 'effect-password-2', status: 'suspended' }),
  'users.delete': onUser('delete'),
  'users.restore': onUser('restore', undefined, 'delete'),
  'users.suspend': onUser('suspend', { reason: 'for a reason' }),
  'users.unsuspend': onUser('unsuspend', undefined, 'suspend'),
  'users.lock': onUser('lock'),
  'users.unlock': onUser('unlock', undefined, 'lock'),
  'users.setRoles': onUser('setRoles', { roles: ['editor'] }),
  'users.endSessions': async (api, style) => {
    const { id, username } = await target(api);
    await signIn(api, username, PASSWORD);
    const answer = await api.ask(userLine(style, 'endSessions', { id }));
    return { binding: userLine(style, 'endSessions'), answer, target: ['user', String(id)] };
  },
  'users.endSession': async (api, style) => {
    const { id, username } = await target(api);
    const sid = await sessionOf(api, await signIn(api, username, PASSWORD));
    const answer = await api.ask(userLine(style, 'endSession', { id, sid }));
    return { binding: userLine(style, 'endSession'), answer, target: ['user', String(id)] };
  },
  'tokens.create': async (api, style) => {
    const { id: user_id } = await target(api);
    const answer = await api.ask(tokenLine(style, 'create'), { body: { user_id, name: unique('token') } });
    return { binding: tokenLine(style, 'create'), answer, target: ['token', String(idOf(answer))] };
  },
  'tokens.update': onToken('update', () => ({ name: unique('renamed'), expires_at: null })),
  'tokens.revoke': onToken('revoke'),
  'tokens.rotate': onToken('rotate'),
  'tokens.delete': onToken('delete'),
  'tokens.setPolicy': async (api) => {
    const [token_id, policy_id] = [await newToken(api), await newPolicy(api)];
    const answer = await api.ask('PUT /api/tokens/policy', { body: { token_id, policy_id } });
    return { binding: 'PUT /api/tokens/policy', answer, target: ['token', String(token_id)] };
  },
  'policies.create': async (api, style) => {
    const answer = await api.ask(policyLine(style, 'create'), { body: { name: unique('policy') } });
    return { binding: policyLine(style, 'create'), answer, target: ['policy', String(idOf(answer))] };
  },
  'policies.update': onPolicy('update', { active: false, description: 'changed' }),
  'policies.delete': onPolicy('delete'),
};
