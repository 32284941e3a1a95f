import { startTestServer, type TestServer } from '../support/test-server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.user({ username: 'jane', password: 'securepassword123' });
});
afterAll(() => server.stop());

const refresh = (refresh_token: string) => server.ask('POST /api/auth/refresh', { body: { refresh_token } });

const signIn = async (): Promise<{ access_token: string; refresh_token: string }> => {
  const body = { username: 'jane', password: 'securepassword123' };
  return (await server.ask('POST /api/auth/login', { body })).json as never;
};

const lastReason = async (): Promise<unknown> => {
  const { rows } = await server.database.pool.query(
    "select result, details from audit_entries where action = 'auth.refresh' order by id desc limit 1",
  );
  return [rows[0]?.result, rows[0]?.details];
};

test('every refused refresh leaves an entry with its reason, and one answer for all', async () => {
  const { access_token, refresh_token } = await signIn();
  expect((await refresh(`${refresh_token}x`)).text).toBe('Invalid refresh token');
  expect(await lastReason()).toEqual(['refused', { reason: 'unknown_token' }]);
  expect((await refresh(refresh_token)).status).toBe(200);
  expect(await lastReason()).toEqual(['done', {}]);
  await server.ask('POST /api/auth/logout', { token: access_token });
  expect((await refresh(refresh_token)).text).toBe('Invalid refresh token');
  expect(await lastReason()).toEqual(['refused', { reason: 'session_ended' }]);
});
