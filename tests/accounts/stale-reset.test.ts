import { useApi } from '../http/api';

const OLD = 'violet anchor drifts north';
const NEW = 'copper lantern hums low';

const api = useApi({ settings: { PASSWORD_HISTORY: '2' } });

/** Somebody whose password was `OLD` and is `NEW`, and the tag of before the change. */
const changed = async (username: string) => {
  const { id } = await api.server.user({ username, password: OLD });
  const line = `/api/users/${id}`;
  const before = (await api.ask(`GET ${line}`)).headers['etag'] ?? 'none';
  await api.ask(`PUT ${line}`, { body: { password: NEW } });
  const now = (await api.ask(`GET ${line}`)).headers['etag'] ?? 'none';
  return { line, before, now };
};

// An update that fails for the version in any case would be a way to ask for somebody's passwords without leaving a trace.
test('a reset of another version tells nothing of the passwords that were used before', async () => {
  const { line, before, now } = await changed('guessed');
  for (const password of [OLD, NEW, 'marble window sings deep']) {
    const answer = await api.ask(`PUT ${line}`, { body: { password }, headers: { 'If-Match': before } });
    expect([password, answer.status, answer.text]).toEqual([password, 412, 'Precondition Failed']);
  }
  const known = await api.ask(`PUT ${line}`, { body: { password: OLD }, headers: { 'If-Match': now } });
  expect([known.status, known.text]).toEqual([400, 'password was used before']);
  expect((await api.ask(`GET ${line}`, { headers: { 'If-None-Match': now } })).status).toBe(304);
});
