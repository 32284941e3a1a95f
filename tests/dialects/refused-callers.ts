import { unique, useApi } from '../http/api';
import { movableClock } from '../http/movable-clock';
import type { Asking } from '../support/test-server';
import { inJson, type Manners, told } from './manners';

const START = '2024-05-06T07:00:00Z';
const NO_TOKEN = 'Bearer';
const BAD_TOKEN = 'Bearer error="invalid_token"';

/** Who is not let in, and who is but may not: 401 with its challenge, 403. */
export const testRefusedCallers = ({ users, says, served }: Manners, isForAdministrators: boolean): void => {
  const clock = movableClock(START);
  const api = useApi({ clock });

  beforeEach(() => clock.set(START));

  const expectRefusal = async (line: string, asking: Asking, challenge: string) => {
    const answer = await api.server.ask(line, asking);
    expect([told(answer), answer.headers['www-authenticate']]).toEqual([
      inJson(401, says.unauthorized),
      challenge,
    ]);
  };

  const LINE = `GET ${users}/1`;

  const makeToken = async () => {
    const user = await api.server.user({ username: unique('caller'), roles: ['admin'] });
    const created = await api.ask('POST /api/admin/tokens', { body: { user_id: user.id } });
    const { id, token } = created.json as { id: number; token: string };
    expect((await api.server.ask(LINE, { token })).status).toBe(200);
    return { userId: user.id, id, token };
  };

  const lines = Object.entries(served)
    .filter(([path]) => !path.endsWith('/login'))
    .flatMap(([path, methods]) =>
      methods
        .split(' ')
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${path}`),
    );

  test.each(lines)('%s is for nobody without a token', async (line) => {
    await expectRefusal(line, {}, NO_TOKEN);
    await expectRefusal(line, { headers: { Authorization: 'Bearer nobodys' } }, BAD_TOKEN);
  });

  test.each(['Basic YWRtaW46eA==', 'Bearer', 'Bearer a b', 'Token x', 'Bearer x, Bearer y'])(
    'no credentials are: %s',
    (authorization) => expectRefusal(LINE, { headers: { Authorization: authorization } }, BAD_TOKEN),
  );

  test('nor is a token whose time is over', async () => {
    const { token } = await makeToken();
    clock.advance(24 * 3600);
    await expectRefusal(LINE, { token }, BAD_TOKEN);
  });

  test('nor one that was revoked', async () => {
    const { id, token } = await makeToken();
    await api.ask(`POST /api/admin/tokens/${id}/revoke`);
    await expectRefusal(LINE, { token }, BAD_TOKEN);
  });

  test.each(['POST /api/users/ID/suspend', 'POST /api/users/ID/lock', 'DELETE /api/users/ID'])(
    'nor that of somebody gone: %s',
    async (line) => {
      const { userId, token } = await makeToken();
      expect((await api.ask(line.replace('ID', String(userId)))).status).toBe(200);
      await expectRefusal(LINE, { token }, BAD_TOKEN);
    },
  );

  test.each(lines)('%s by somebody who is no administrator', async (line) => {
    const { id } = await api.server.user({ username: unique('caller') });
    const token = await api.server.token(id);
    const answer = await api.server.ask(line, { token });
    expect([told(answer), answer.headers['www-authenticate']]).toEqual([
      inJson(403, says.forbidden),
      'Bearer error="insufficient_scope"',
    ]);
    // Its own record is everybody's to read, unless the dialect is for administrators.
    const own = await api.server.ask(`GET ${users}/${id}`, { token });
    expect(own.status).toBe(isForAdministrators ? 403 : 200);
  });

  test('the answer to a caller who is not let in comes before what is wrong with the request', async () => {
    const { id } = await api.server.user({ username: unique('caller') });
    const token = await api.server.token(id);
    for (const asking of [
      { raw: '{' },
      { body: {} },
      { raw: 'x', headers: { 'Content-Type': 'text/plain' } },
    ]) {
      expect(told(await api.server.ask(`POST ${users}`, asking))).toBe(inJson(401, says.unauthorized));
      expect(told(await api.server.ask(`POST ${users}`, { token, ...asking }))).toBe(
        inJson(403, says.forbidden),
      );
    }
  });
};
