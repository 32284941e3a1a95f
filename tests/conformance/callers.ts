import type { ApiTokenChanges } from '../../src/domain/api-token';
import type { RoleName } from '../../src/domain/role';
import type { NewUser } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { type Api, signIn, unique } from '../http/api';
import type { CallerName } from './permissions.expected';

/** Somebody who calls. The anonymous one has an account as well, which it does not tell. */
export interface Caller {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly token?: string;
}

const PASSWORD = 'caller-password-1';

const account = async ({ server }: Api, fields: Partial<NewUser>) => {
  const user = await server.user({ username: unique('caller'), password: PASSWORD, ...fields });
  return { id: user.id, username: user.username, password: PASSWORD };
};

const withSession =
  (fields: Partial<NewUser>) =>
  async (api: Api): Promise<Caller> => {
    const made = await account(api, fields);
    return { ...made, token: await signIn(api, made.username, PASSWORD) };
  };

/** An account with an API token, of which something becomes after the token was made. */
const withToken =
  (role: RoleName, becomes?: (id: number) => [line: string, body?: unknown]) =>
  async (api: Api): Promise<Caller> => {
    const made = await account(api, { roles: [role] });
    const token = await api.server.token(made.id);
    if (!becomes) return { ...made, token };
    const [line, body] = becomes(made.id);
    const { status } = await api.ask(line, { body });
    if (status !== 200) throw new Error(`${line} answered ${status}`);
    return { ...made, token };
  };

/** An administrator's API token that is worth less than its owner. */
const withNarrowedToken =
  (narrowing: Pick<ApiTokenChanges, 'role' | 'canWrite'>) =>
  async (api: Api): Promise<Caller> => {
    const made = await account(api, { roles: ['admin'] });
    const input = { userId: String(made.id), expiresAt: null, ...narrowing };
    const create = api.server.wiring.controllers['tokens.create'];
    return { ...made, token: (await create(input, machineContext('test'))).secret };
  };

/** Makes each caller anew. */
export const makeCaller: Readonly<Record<CallerName, (api: Api) => Promise<Caller>>> = {
  anonymous: (api) => account(api, {}),
  user: withSession({}),
  readonly: withSession({ roles: ['readonly'] }),
  'user that may not write': withSession({ canWrite: false }),
  'admin that may not write': withSession({ roles: ['admin'], canWrite: false }),
  admin: withSession({ roles: ['admin'] }),
  superadmin: withSession({ roles: ['superadmin'] }),
  'suspended admin': withToken('admin', (id) => [`POST /api/users/${id}/suspend`]),
  'deleted admin': withToken('admin', (id) => [`DELETE /api/users/${id}`]),
  'locked admin': withToken('admin', (id) => [`POST /api/users/${id}/lock`]),
  'token of an admin': withToken('admin'),
  'token of a user': withToken('user'),
  'token of a demoted admin': withToken('admin', (id) => [`PUT /api/users/${id}/roles`, { roles: ['user'] }]),
  'token of an admin, narrowed to a user': withNarrowedToken({ role: 'user' }),
  'token of an admin, narrowed to reading': withNarrowedToken({ canWrite: false }),
};
