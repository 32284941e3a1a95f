import { unique } from '../../http/api';
import { error, line, message, NO_FIELDS, NO_KEY, NOBODY, REVOKED, told, useColon, wrong } from './colon';
import { keysOf, type Made, WARNING, wireKey } from './keys';

const colon = useColon();
const { made, update } = keysOf(colon);

beforeEach(() => colon.clock.set('2026-02-09T16:20:56.789Z'));

test('is updated field by field', async () => {
  const { apikey } = await made();
  let expected = wireKey(apikey);
  for (const changes of [
    { name: unique('renamed') },
    { description: 'more' },
    { can_write: true },
    { role: 'admin' },
  ]) {
    expected = { ...expected, ...changes };
    expect(told(await update(apikey.id, changes))).toBe(
      line(200, { message: 'API key updated successfully', apikey: expected }),
    );
  }
  for (const description of ['', null]) {
    await update(apikey.id, { description: 'some' });
    expect((await update(apikey.id, { description })).json).toMatchObject({ apikey: { description: '' } });
  }
});

test('rotate gives it another secret; action wins over other fields', async () => {
  const { apikey, key } = await made({ role: 'admin' });
  const answer = await update(apikey.id, { action: 'rotate', name: 'x', role: 'nobody' });
  const { key: next } = answer.json as Made;
  expect(told(answer)).toBe(
    line(200, {
      message: 'API key rotated successfully',
      warning: WARNING,
      apikey: wireKey(apikey, { role: 'admin' }),
      key: next,
    }),
  );
  expect(next).not.toBe(key);
  expect((await colon.ask('GET /auth:me', { token: key })).status).toBe(401);
  expect((await colon.ask('GET /auth:me', { token: next })).status).toBe(200);
});

test('one that was revoked is rotated no more', async () => {
  const { apikey, key } = await made();
  await colon.api.server.database.pool.query('update api_tokens set revoked_at = now() where ulid = $1', [
    apikey.id,
  ]);
  expect(told(await colon.ask('GET /auth:me', { token: key }))).toBe(REVOKED);
  expect(told(await update(apikey.id, { action: 'rotate' }))).toBe(wrong('API key has been revoked'));
});

test.each(['reset_password', 'ROTATE', ' ', null, 5, ['rotate']])(
  'no action of a key: %j',
  async (action) => {
    const { apikey } = await made();
    expect(told(await update(apikey.id, { action, name: 'x' }))).toBe(wrong('invalid action'));
  },
);

test.each([{}, { action: '' }, { id: 5, key: 'x', user_id: 2, expires_at: null, policy_id: 1 }])(
  'nothing to change in %j',
  async (body) => {
    const { apikey } = await made();
    expect(told(await update(apikey.id, body))).toBe(NO_FIELDS);
  },
);

test('is deleted, once', async () => {
  const { apikey, key } = await made();
  const destroy = () => colon.ask(`POST /apikeys:destroy?id=${apikey.id}`);
  expect(told(await destroy())).toBe(message('API key deleted successfully'));
  expect(told(await destroy())).toBe(NO_KEY);
  expect(told(await colon.ask('GET /auth:me', { token: key }))).toBe(error(401, 'invalid or expired token'));
  expect(told(await update(NOBODY, { can_write: true }))).toBe(NO_KEY);
});
