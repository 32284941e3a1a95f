import { createTable, DIALECTS } from '../../../routes/table';
import { useApi } from '../../http/api';

const others = DIALECTS.map(({ name }) => name).filter((name) => name !== 'flask');

describe('switched off', () => {
  const api = useApi({ settings: { DIALECTS: others.join(',') } });

  test.each([
    'GET /form/api/v1/user/users',
    'POST /form/api/v1/user/users',
    'OPTIONS /form/api/v1/user/users',
    'GET /form/api/v1/user/status',
    'POST /form/api/v1/auth/login',
    'GET /form/api/v1',
    'GET /form/api/v1/nothing',
  ])('%s is a plain 404', async (request) => {
    for (const answer of [await api.ask(request), await api.server.ask(request)])
      expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
        404,
        'text/plain; charset=utf-8',
        'Not Found',
      ]);
  });

  test('the others answer as ever', async () => {
    expect((await api.ask('GET /api/users/1')).status).toBe(200);
  });
});

describe('alone', () => {
  const api = useApi({ settings: { DIALECTS: 'flask' } });

  test('answers, and so does the administration', async () => {
    expect((await api.ask('GET /form/api/v1/user/status')).status).toBe(200);
    expect((await api.ask('GET /api/directory/1')).status).toBe(200);
    expect((await api.ask('GET /api/users/1')).status).toBe(404);
  });
});

test('what merely begins like its prefix is nobody’s', () => {
  const table = createTable();
  expect(table.ownerOf('/form/api/v1/user')?.name).toBe('flask');
  expect(table.ownerOf('/form/api/v10/user')?.name).not.toBe('flask');
});
