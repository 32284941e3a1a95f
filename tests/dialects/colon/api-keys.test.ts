import { unique } from '../../http/api';
import { line, NOT_ADMIN, NOT_WRITER, told, useColon, WRITTEN_START } from './colon';
import { keysOf, type Made, WARNING, wireKey } from './keys';

const colon = useColon();
const { create, made } = keysOf(colon);

beforeEach(() => colon.clock.set('2026-02-09T16:20:56.789Z'));

test('is made with its secret, shown this once', async () => {
  const fields = { name: unique('nightly export'), description: 'reads', role: 'admin', can_write: true };
  const answer = await create(fields);
  const { apikey, key } = answer.json as Made;
  expect(told(answer)).toBe(
    line(201, {
      message: 'API key created successfully',
      warning: WARNING,
      apikey: { id: apikey.id, ...fields, created_at: WRITTEN_START },
      key,
    }),
  );
  expect(apikey.id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  expect(key).toMatch(/^rst_[\w-]{43}$/);
  const got = await colon.ask(`GET /apikeys:get?id=${apikey.id}`);
  expect(told(got)).toBe(line(200, { apikey: { id: apikey.id, ...fields, created_at: WRITTEN_START } }));
});

test('reads only, unless that is said; without a description it has an empty one', async () => {
  const { apikey } = await made();
  expect(apikey).toEqual(wireKey(apikey));
});

test('belongs to who makes it and never expires', async () => {
  const { apikey } = await made({ role: 'admin', can_write: true });
  const listed = (await colon.api.ask('GET /api/admin/tokens')).json as Record<string, unknown>[];
  expect(listed.find(({ name }) => name === apikey.name)).toMatchObject({ user_id: 1, expires_at: null });
});

test('last_used_at is there once it was used', async () => {
  const { apikey, key } = await made({ role: 'admin' });
  colon.clock.advance(10);
  expect((await colon.ask('GET /auth:me', { token: key })).status).toBe(200);
  await colon.api.server.wiring.authenticator.settle();
  expect(told(await colon.ask(`GET /apikeys:get?id=${apikey.id}`))).toBe(
    line(200, { apikey: wireKey(apikey, { role: 'admin', last_used_at: '2026-02-09T16:21:06Z' }) }),
  );
});

describe('narrows what its owner may do', () => {
  const newUser = () => {
    const username = unique('made');
    return { username, email: `${username}@example.com`, password: 'UserPass123#', role: 'user' };
  };
  const use = async (fields: Readonly<Record<string, unknown>>): Promise<string[]> => {
    const { key: token } = await made(fields);
    const read = await colon.ask('GET /users:list?limit=1', { token });
    const write = await colon.ask('POST /users:create', { token, body: newUser() });
    return [read, write].map((answer) => (answer.status < 300 ? String(answer.status) : told(answer)));
  };

  test.each([
    [{ role: 'admin', can_write: true }, ['200', '201']],
    [{ role: 'admin' }, ['200', NOT_WRITER]],
    [{ role: 'user', can_write: true }, [NOT_ADMIN, NOT_ADMIN]],
    [{ role: 'user' }, [NOT_ADMIN, NOT_ADMIN]],
  ])('%j', async (fields, expected) => {
    expect(await use(fields)).toEqual(expected);
  });

  test('never widens it', async () => {
    const owner = await colon.person({ roles: ['admin'] });
    const { access_token } = await colon.signIn(owner);
    const body = { name: unique('key'), role: 'admin', can_write: true };
    const { key } = (await colon.ask('POST /apikeys:create', { token: access_token, body })).json as Made;
    expect((await colon.ask('GET /users:list', { token: key })).status).toBe(200);
    await colon.ask(`POST /users:update?id=${owner.ulid}`, { body: { role: 'user' } });
    expect(told(await colon.ask('GET /users:list', { token: key }))).toBe(NOT_ADMIN);
  });

  test('no key makes another one unless it is an administrator’s and writes', async () => {
    for (const [fields, refusal] of [
      [{ role: 'user', can_write: true }, NOT_ADMIN],
      [{ role: 'admin' }, NOT_WRITER],
    ] as const) {
      const { key: token } = await made(fields);
      const body = { name: unique('key'), role: 'admin' };
      expect(told(await colon.ask('POST /apikeys:create', { token, body }))).toBe(refusal);
    }
  });
});
