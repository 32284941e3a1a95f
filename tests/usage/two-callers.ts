import { type Api, useApi } from '../http/api';
import { movableClock } from '../http/movable-clock';
import { inBrief, ledger, newestToken, type Row } from './ledger';

/** The day on which these tests ask. */
export const TODAY = '2030-06-30';
export const OLD = 'GET /api/users/get/{id}';
export const NEW = 'GET /api/users/{id}';

/** Two API tokens that have called for a month, and questions about them. */
export interface TwoCallers {
  readonly api: Api;
  /** `token_id=` with each token's id. */
  ofAda(): string;
  ofBob(): string;
  /** The id of bob's user. */
  bob(): number;
  asked(query: string): Promise<Row[]>;
  brief(query: string): Promise<string[]>;
}

/** Ada, who leaves an alias, and bob, who has just found it. */
export const useTwoCallers = (): TwoCallers => {
  const clock = movableClock(`${TODAY}T12:00:00Z`);
  const api = useApi({ clock });
  const ids = { ada: 0, bob: 0, user: 0 };

  const askOn = async (day: string, line: string, token: string, times: number): Promise<void> => {
    clock.set(`${day}T12:00:00Z`);
    for (let count = 0; count < times; count += 1) await api.ask(line, { token });
  };

  beforeAll(async () => {
    ids.user = (await api.server.user({ username: 'bob', roles: ['admin'] })).id;
    const ada = await api.server.token(api.admin.id, { name: 'ada' });
    ids.ada = await newestToken(api);
    const bob = await api.server.token(ids.user, { name: 'bob' });
    ids.bob = await newestToken(api);
    await askOn('2030-05-31', 'GET /api/users/get/1', ada, 5);
    await askOn('2030-06-01', 'GET /api/users/get/1', ada, 4);
    await askOn('2030-06-20', 'GET /api/users/get/1', ada, 3);
    await askOn('2030-06-25', 'GET /api/users/get/1', ada, 2);
    await askOn(TODAY, 'GET /api/users/get/1', bob, 1);
    await askOn(TODAY, 'GET /api/users/1', bob, 6);
    await askOn(TODAY, 'GET /api/v1/users/999', bob, 2);
  });

  const asked = (query: string): Promise<Row[]> => ledger(api, `?${query}`);
  return {
    api,
    ofAda: () => `token_id=${ids.ada}`,
    ofBob: () => `token_id=${ids.bob}`,
    bob: () => ids.user,
    asked,
    brief: async (query) => inBrief(await asked(query)),
  };
};
