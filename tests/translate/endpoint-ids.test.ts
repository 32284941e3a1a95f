import type { User } from '../../src/domain/user';
import { useApi } from '../http/api';

const api = useApi();

const ask = (body: unknown, token = api.adminToken) => api.ask('POST /api/translate', { body, token });

describe('ids are looked up as far as the caller may read users', () => {
  let target: User;
  const pathFor = async (token: string, from: string): Promise<unknown> => {
    const { json } = await ask({ from, to: 'flask' }, token);
    return (json as { request: { path: string } }).request.path;
  };
  const tokenOf = async (username: string, role: 'user' | 'readonly'): Promise<[User, string]> => {
    const user = await api.server.user({ username, roles: [role] });
    return [user, await api.server.token(user.id)];
  };

  beforeAll(async () => {
    target = await api.server.user({ username: 'target' });
  });

  test('an administrator and a reader see the id of somebody else', async () => {
    const [, reader] = await tokenOf('reader', 'readonly');
    for (const token of [api.adminToken, reader]) {
      expect(await pathFor(token, `GET /api/users/${target.id}`)).toBe(
        `/form/api/v1/user/users/${target.hexId}`,
      );
    }
  });

  test('anybody else sees its own alone', async () => {
    const [user, token] = await tokenOf('plain', 'user');
    expect(await pathFor(token, `GET /api/users/${target.id}`)).toBe(
      '/form/api/v1/user/users/{{user_hex_id}}',
    );
    expect(await pathFor(token, `GET /api/users/${user.id}`)).toBe(`/form/api/v1/user/users/${user.hexId}`);
    expect(await pathFor(token, `GET /users:get?id=${user.ulid}`)).toBe(
      `/form/api/v1/user/users/${user.hexId}`,
    );
  });

  test('of deleted users administrators alone are told', async () => {
    const [, reader] = await tokenOf('reader2', 'readonly');
    const gone = await api.server.user({ username: 'gone' });
    await api.ask(`DELETE /api/users/${gone.id}`);
    const from = `GET /api/users/${gone.id}`;
    expect(await pathFor(api.adminToken, from)).toBe(`/form/api/v1/user/users/${gone.hexId}`);
    expect(await pathFor(reader, from)).toBe('/form/api/v1/user/users/{{user_hex_id}}');
  });

  test('API tokens are looked up for administrators', async () => {
    const { json } = await api.ask('POST /api/admin/tokens', { body: { user_id: target.id } });
    const { id } = json as { id: number };
    const { rows } = await api.server.database.pool.query('select ulid from api_tokens where id = $1', [id]);
    const [, reader] = await tokenOf('reader3', 'readonly');
    const idFor = async (token: string) => {
      const answer = await ask({ from: `GET /api/admin/tokens/${id}`, to: 'colon' }, token);
      return (answer.json as { request: { query: { id: string } } }).request.query.id;
    };
    expect(await idFor(api.adminToken)).toBe(rows[0]?.ulid);
    expect(await idFor(reader)).toBe('{{token_ulid}}');
  });
});
