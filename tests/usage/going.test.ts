import { useLifecycle } from '../lifecycle/lifecycle-file';
import { ledger, type Row } from './ledger';

const SINCE = '2026-01-01T00:00:00Z';
const SUNSET = '2026-02-01T00:00:00Z';
const GET = 'GET /api/users/get/{id}';
const UPDATE = 'POST /users:update';

/** The successor in the state of a spelling. */
const successorIn = ({ lifecycle }: Row): unknown => (lifecycle as { successor: unknown }).successor;

describe('what to call instead', () => {
  const { api } = useLifecycle([
    { match: 'GET /api/users/{id}', deprecated: SINCE },
    { match: GET, deprecated: SINCE },
    { match: 'GET /api/users/list', deprecated: SINCE, successor: null },
    { match: 'GET /api/users', deprecated: '2030-01-01T00:00:00Z' },
    { match: 'GET /api/roles', deprecated: SINCE },
    { match: UPDATE, deprecated: SINCE },
  ]);

  const instead = async (...lines: [line: string, body?: unknown][]) => {
    const token = await api.server.token(api.admin.id);
    for (const [line, body] of lines) await api.ask(line, { token, body });
    const rows = await ledger<Row & { instead: unknown }>(api, '/me', { token });
    return rows.map((row) => [row.binding, row.instead, successorIn(row)]);
  };

  test('is nothing where it was planned away, or goes as well', async () => {
    expect(await instead(['GET /api/users/list'])).toEqual([['GET /api/users/list', null, null]]);
    expect(await instead(['GET /api/users/get/1'])).toEqual([[GET, null, null]]);
    expect(await instead(['GET /api/users/1'])).toEqual([['GET /api/users/{id}', null, null]]);
  });

  test('is nothing where the alias stays and its canonical spelling goes', async () => {
    expect(await instead(['GET /api/roles/list'])).toEqual([['GET /api/roles/list', null, null]]);
  });

  test('is nothing where the body decides and not all calls lead to the same', async () => {
    const { ulid } = await api.server.user({ username: 'another' });
    const line = `${UPDATE}?id=${ulid}`;
    const update: [string, unknown] = [line, { email: 'another@example.com' }];
    const revoke: [string, unknown] = [line, { action: 'revoke_sessions' }];
    const [leadsTo, ends] = ['PUT /api/users/{id}', 'DELETE /api/users/{id}/sessions'];
    expect(await instead(update)).toEqual([[UPDATE, leadsTo, leadsTo]]);
    expect(await instead(revoke)).toEqual([[UPDATE, ends, ends]]);
    expect(await instead(revoke, update)).toEqual([[UPDATE, null, null]]);
    const [row] = await ledger(api, '?by=binding&dialect=colon');
    expect(row?.lifecycle).toEqual({
      status: 'deprecated',
      deprecated: SINCE,
      sunset: null,
      successor: null,
    });
  });
});

describe('a call that is refused since its spelling is gone', () => {
  const { api } = useLifecycle([
    { match: UPDATE, deprecated: SINCE, sunset: SUNSET, successor: null },
    { match: 'POST /form/api/v1/auth/login', deprecated: SINCE, sunset: SUNSET, successor: null },
  ]);

  test('is counted and told of as the operation that its body asks for', async () => {
    const token = await api.server.token(api.admin.id);
    const links = [];
    for (const raw of ['{"action":"revoke_sessions"}', '{"email":"a@example.com"}', '{']) {
      const answer = await api.ask(`${UPDATE}?id=${api.admin.ulid}`, { token, raw });
      expect(answer.status).toBe(410);
      links.push(answer.headers['link']);
    }
    const about = (id: string) => `</docs/operations/${id}>; rel="deprecation"; type="text/html"`;
    expect(links).toEqual([about('users.endSessions'), about('users.update'), about('users.update')]);
    const rows = await ledger(api, '?by=operation,binding&dialect=colon');
    expect(rows.map(({ operation, requests, errors }) => [operation, requests, errors])).toEqual([
      ['users.update', 2, 2],
      ['users.endSessions', 1, 1],
    ]);
  });
});
