import type { Route } from '../../routes/route';
import { OPERATION_IDS, SPECS } from '../../src/operations/specs';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { CONFORMING, routesFor } from './support/dialects';
import { golden, heard } from './support/golden';
import { sessionOf } from './support/provocations';
import { type Saying, say, type Values } from './support/saying';
import { NOBODY, type Somebody, uniqueFields, useScene } from './support/scene';

const OPERATIONS = OPERATION_IDS.filter((id) => SPECS[id].errors.includes('version_stale'));
const ROUTES = OPERATIONS.flatMap((operation) => routesFor(operation));
const NAMED = ROUTES.map((route) => [`${route.label} ${route.binding.operation}`, route] as const);

const scene = useScene();
let asked = 0;
let equal = 0;

afterAll(() =>
  report(
    `conditional effects: ${asked} in ${CONFORMING.length} dialects and ${ROUTES.length} spellings, mismatches = ${asked - equal}`,
  ),
);

/** One of them is what a spelling of an effect needs to be told. */
const needs = (): Values[] => [
  { email: uniqueFields().email },
  { password: 'Another-1-to-all' },
  { roles: ['user'] },
  {},
];

interface Target extends Somebody {
  readonly saying: Saying;
  readonly token: string;
}

/** Somebody to whom the spelling does something; by itself, where it says nothing of anybody else. */
const makeTarget = async (route: Route): Promise<Target> => {
  const { server, token, somebody } = scene.now();
  const made = await somebody();
  await sessionOf(scene.now(), made.person.username);
  const { rows } = await server.database.pool.query('select id from sessions where user_id = $1', [
    made.user.id,
  ]);
  const aim = { user: made.user, session: rows[0]?.id };
  const saying = needs()
    .map((must) => say(route, aim, must))
    .find((said) => said !== null);
  if (!saying) throw new Error(`${route.label} cannot be said`);
  const isOwn = route.binding.at.user?.in === 'caller';
  return { ...made, saying, token: isOwn ? await server.token(made.user.id) : token };
};

const act = ({ saying, token }: Pick<Target, 'saying' | 'token'>, ifMatch?: string): Promise<Answer> =>
  scene.now().ask(saying, { token, ...(ifMatch !== undefined && { headers: { 'If-Match': ifMatch } }) });

const read = (id: number): Promise<Answer> =>
  scene.now().server.ask(`GET /api/directory/${id}`, { token: scene.now().token });

const tagOf = async ({ user }: Somebody): Promise<string> => (await read(user.id)).headers['etag'] ?? 'none';

/** All that an effect on somebody could have left behind. */
const tracesOf = async ({ user }: Somebody) => {
  const { pool } = scene.now().server.database;
  const all = await Promise.all(
    [
      'select to_jsonb(u) as row from users u where id = $1',
      'select to_jsonb(s) as row from sessions s where user_id = $1',
      "select to_jsonb(a) as row from audit_entries a where target_type = 'user' and target_id = $1::text order by id",
    ].map((sql) => pool.query(sql, [user.id])),
  );
  return all.map(({ rows }) => rows.map(({ row }) => row));
};

const changeElsewhere = async ({ user }: Somebody): Promise<void> => {
  const { wiring } = scene.now().server;
  const now = scene.now().clock.now().toISOString();
  await wiring.needs.work.transaction((tx) => tx.users.update(user.id, { name: 'Changed' }, now));
};

const STALE = ['"0-0"', '"1-0", W/"2-0"', '2-0', ''];

describe.each(NAMED)('%s', (_label, route) => {
  const refusal = golden(route.dialect.name, 'version_stale');

  const expectRefused = (answer: Answer): void => {
    asked += 1;
    expect(heard(answer)).toEqual(refusal);
    expect([answer.headers['etag'], answer.headers['cache-control']]).toEqual([undefined, 'no-store']);
    equal += 1;
  };

  test('another version than the one named is left as it is', async () => {
    const target = await makeTarget(route);
    const old = await tagOf(target);
    await changeElsewhere(target);
    const before = await tracesOf(target);
    for (const header of [old, `W/${await tagOf(target)}`, ...STALE]) {
      expectRefused(await act(target, header));
    }
    expect(await tracesOf(target)).toEqual(before);
  });

  test.each(['the tag', 'the tag of before a sign-in', 'a list with it', '*'])(
    'the version that is named is changed: %s',
    async (what) => {
      const target = await makeTarget(route);
      const tag = await tagOf(target);
      await sessionOf(scene.now(), target.person.username);
      const headers: Readonly<Record<string, string>> = {
        'the tag': await tagOf(target),
        'the tag of before a sign-in': tag,
        'a list with it': `"0-0", ${tag}`,
        '*': '*',
      };
      asked += 1;
      const answer = await act(target, headers[what]);
      expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
      equal += 1;
    },
  );

  test('of nobody there is no version, whatever is named', async () => {
    if (route.binding.at.user?.in === 'caller') return;
    const { wrote } = (await makeTarget(route)).saying;
    const saying = say(route, { user: NOBODY, session: NOBODY.ulid }, wrote);
    if (!saying) throw new Error(`${route.label} cannot be said of nobody`);
    const { token } = scene.now();
    for (const header of ['*', '"1-0"', 'nonsense']) expectRefused(await act({ saying, token }, header));
    expect(heard(await act({ saying, token }))).toEqual(golden(route.dialect.name, 'user_not_found'));
  });

  test('who may not do it is told that, whatever version it names', async () => {
    const target = await makeTarget(route);
    const none = await act({ ...target, token: 'nobody' }, '"0-0"');
    expect(none.status).toBe(401);
    if (route.binding.at.user?.in === 'caller') return;
    const reader = await scene.now().somebody({ roles: ['readonly'], canWrite: true });
    const token = await scene.now().server.token(reader.user.id);
    for (const header of ['"0-0"', '*']) {
      expect(heard(await act({ ...target, token }, header))).toEqual(golden(route.dialect.name, 'forbidden'));
    }
  });
});

const CREATES = routesFor('users.create').map((route) => [route.label, route] as const);
const UPDATES = routesFor('users.update').map((route) => [route.label, route] as const);

test.each(CREATES)('%s: who made a user goes on with its tag at once', async (_label, route) => {
  const saying = say(route, {}, {}, uniqueFields());
  if (!saying) throw new Error(`${route.label} cannot be said`);
  const { headers } = await scene.now().ask(saying);
  expect([headers['etag'], headers['cache-control']]).toEqual([
    expect.stringMatching(/^"1-[0-9a-z]{1,7}"$/),
    'no-store',
  ]);
});

test.each(UPDATES)('%s: so does who changed it, but by PUT', async (_label, route) => {
  const target = await makeTarget(route);
  const answer = await act(target, await tagOf(target));
  const { etag, 'cache-control': caching } = answer.headers;
  const isPut = route.method === 'PUT';
  expect([answer.status, etag, caching]).toEqual([200, isPut ? undefined : await tagOf(target), 'no-store']);
});
