import { signIn, useApi } from '../http/api';
import { movableClock } from '../http/movable-clock';
import { ledger, NOON, newestToken, type Row, row, withoutQuestions } from './ledger';

const api = useApi({ clock: movableClock(NOON) });

const rows = async (query: string): Promise<Row[]> => withoutQuestions(await ledger(api, `?${query}`));

test('callers: a token, a session, and those whom nobody knows', async () => {
  const token = await api.server.token(api.admin.id);
  const tokenId = await newestToken(api);
  await api.server.user({ username: 'visitor', password: 'visitor-password-1' });
  const session = await signIn(api, 'visitor', 'visitor-password-1');
  await api.ask('GET /api/auth/me', { token: session });
  await api.ask('GET /api/auth/me', { token });
  await api.server.ask('GET /api/auth/me');
  await api.server.ask('GET /api/auth/me', { token: 'rst_nobody_has_this_one' });
  const nobody = { token_id: null, token_name: null, user_id: null, username: null };
  const me = { operation: 'auth.me', binding: 'GET /api/auth/me', canonical: 'GET /api/auth/me' };
  const visitor = { ...nobody, kind: 'session', user_id: 2, username: 'visitor' };
  const ofToken = { kind: 'token', token_id: tokenId, token_name: null, user_id: 1, username: 'admin' };
  expect(await rows('by=binding,caller')).toEqual([
    row({ ...me, requests: 2, errors: 2, caller: { ...nobody, kind: 'anonymous' } }),
    row({ ...me, caller: visitor }),
    row({ ...me, caller: ofToken }),
    row({
      operation: 'auth.signIn',
      binding: 'POST /api/auth/login',
      canonical: 'POST /api/auth/login',
      caller: { ...nobody, kind: 'anonymous' },
    }),
  ]);
  expect(await rows('binding=GET%20/api/auth/me')).toEqual([
    row({ ...me, requests: 4, errors: 2, callers: 3 }),
  ]);
});
