import { useDirectory } from './directory';

const directory = useDirectory();

const secrets: string[] = [];

beforeAll(async () => {
  const { server, token } = directory();
  const ada = await server.user({ username: 'ada' });
  secrets.push(token, await server.token(ada.id, { name: 'nightly export' }));
  secrets.push(await server.token(ada.id, { policyId: null }));
  await server.ask('POST /api/admin/tokens/3/revoke', { token });
  await server.database.pool.query(
    `update api_tokens set expires_at = '2020-01-01T00:00:00Z', last_used_at = '2019-12-31T23:59:59Z' where id = 2`,
  );
  await server.database.pool.query('update api_tokens set last_used_at = null where id = 1');
});

/** Eight letters of a secret stand in a list besides what all secrets begin with. */
const begins = (index: number): string => `${secrets[index]?.slice(0, 12)}…`;

test('people get aligned columns, with the names of owners and policies', async () => {
  expect((await directory().done(['tokens', 'list'])).split('\n')).toEqual([
    'ID  USER     NAME            BEGINS         POLICY     LAST USED             EXPIRES               STATE',
    `1   1 chief  –               ${begins(0)}  unlimited  never                 never                 active`,
    `2   2 ada    nightly export  ${begins(1)}  unlimited  2019-12-31T23:59:59Z  2020-01-01T00:00:00Z  expired`,
    `3   2 ada    –               ${begins(2)}  –          never                 never                 revoked`,
    '',
  ]);
});

test('programs get the objects of GET /api/admin/tokens; no secret is among them', async () => {
  const { server, token, json } = directory();
  await server.database.pool.query('update api_tokens set last_used_at = null');
  const listed = await json(['tokens', 'list']);
  expect(listed).toHaveLength(3);
  const { json: asked } = await server.ask('GET /api/admin/tokens', { token });
  await server.wiring.authenticator.settle();
  const withoutUse = (tokens: unknown) => (tokens as object[]).map((one) => ({ ...one, last_used_at: null }));
  expect(withoutUse(listed)).toEqual(withoutUse(asked));
  for (const secret of secrets) expect(JSON.stringify(listed)).not.toContain(secret);
});

test('--user, by any of its names', async () => {
  for (const name of ['ada', '2', 'ada@example.com']) {
    const tokens = (await directory().json(['tokens', 'list', '--user', name])) as { id: number }[];
    expect(tokens.map(({ id }) => id)).toEqual([2, 3]);
  }
});

test('the tokens of a deleted user keep their owner’s name', async () => {
  const { server, token, done } = directory();
  await server.ask('DELETE /api/users/2', { token });
  expect(await done(['tokens', 'list'])).toMatch(/^2 {3}2 ada .* revoked$/m);
});

test('where there are none, people are told on standard error and programs get an empty list', async () => {
  const { server, run, json } = directory();
  await server.user({ username: 'bob' });
  const { code, stdout, stderr } = await run(['tokens', 'list', '--user', 'bob']);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: 'No API token fits.\n' });
  expect(await json(['tokens', 'list', '--user', 'bob'])).toEqual([]);
});

test('a list longer than a page is whole', async () => {
  const { server, json } = directory();
  await server.database.pool.query(`
    insert into api_tokens (ulid, user_id, prefix, digest, created_at, updated_at)
    select lpad(n::text, 26, '0'), 1, 'rst_many', decode(lpad(n::text, 64, '0'), 'hex'), now(), now()
    from generate_series(1, 450) n`);
  expect(await json(['tokens', 'list'])).toHaveLength(453);
});
