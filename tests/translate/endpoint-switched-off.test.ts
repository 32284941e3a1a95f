import { useApi } from '../http/api';

describe('where flask is switched off', () => {
  const withoutFlask = useApi({ settings: { DIALECTS: 'rest,rails' } });

  test('it is translated from all the same: whoever leaves it wants its requests in another', async () => {
    const { status, json } = await withoutFlask.ask('POST /api/translate', {
      body: { from: 'GET /form/api/v1/user/users', to: 'rails' },
    });
    const { request, notes } = json as { request: { path: string }; notes: unknown[] };
    expect([status, request.path, notes]).toEqual([200, '/api/v1/users', []]);
  });

  test('into it, it is told that nobody would answer', async () => {
    const { status, json } = await withoutFlask.ask('POST /api/translate', {
      body: { from: 'GET /api/users', to: 'flask' },
    });
    expect([status, (json as { notes: unknown[] }).notes]).toEqual([
      200,
      [
        { what: 'flask', why: 'flask is switched off on this server (DIALECTS)' },
        { what: 'permission', why: 'flask lets administrators alone do this' },
      ],
    ]);
  });
});
