import type { Route } from '../../routes/route';
import type { OperationId } from '../../src/operations/contract';
import { limitedToken } from '../limits/limited-token';
import { samplesOf, total } from '../signals/samples';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { CONFORMING, routesFor } from './support/dialects';
import { type Ids, say } from './support/saying';
import { PASSWORD, type Somebody, useScene } from './support/scene';
import { PASSWORD_WAYS } from './support/sign-in-ways';

const READS: readonly OperationId[] = ['users.get', 'auth.me', 'directory.get'];
const ROUTES = READS.flatMap((operation) => routesFor(operation));
const LISTS = [...routesFor('users.list'), ...routesFor('directory.list')];

const scene = useScene();
let asked = 0;
let equal = 0;

afterAll(() =>
  report(
    `conditional reads: ${asked} in ${CONFORMING.length} dialects and ${ROUTES.length} spellings, mismatches = ${asked - equal}`,
  ),
);

interface Reader extends Somebody {
  readonly token: string;
}

/** Somebody who may read everybody, with a token of its own whose budget is counted. */
const makeReader = async (): Promise<Reader> => {
  const somebody = await scene.now().somebody({ roles: ['admin'] });
  const limits = { ratePerMinute: 100_000, requestsPerDay: 1_000_000 };
  return { ...somebody, token: await limitedToken(scene.now().server, somebody.user.id, limits) };
};

const lineFor = (route: Route, user: Ids): string => {
  const saying = say(route, { user });
  if (!saying) throw new Error(`${route.label} says nothing of a user`);
  return saying.line;
};

const read = (line: string, token: string, ifNoneMatch?: string): Promise<Answer> =>
  scene.now().server.ask(line, {
    token,
    ...(ifNoneMatch !== undefined && { headers: { 'If-None-Match': ifNoneMatch } }),
  });

const tagOf = async (line: string, token: string): Promise<string> =>
  (await read(line, token)).headers['etag'] ?? 'none';

const ABOUT_A_BODY = ['content-type', 'content-length', 'transfer-encoding'];

/** What headers an answer has besides those about its body. */
const namesIn = ({ headers }: Answer): string[] =>
  Object.keys(headers)
    .filter((name) => !ABOUT_A_BODY.includes(name))
    .sort();

const validators = ({ headers }: Answer) => [headers['etag'], headers['cache-control']];

/** What a caller may have kept, given the present tag, an old one and another user's; and whether it still holds. */
const kept = (
  now: string,
  old: string,
  other: string,
): readonly (readonly [header: string, holds: boolean])[] => [
  [now, true],
  [`W/${now}`, true],
  ['*', true],
  [`${old}, ${now}`, true],
  [`"a,b", W/"c" ,, W/${now}`, true],
  [old, false],
  [`W/${old}`, false],
  [other, false],
  [`${old}, ${other}`, false],
  [now.replaceAll('"', ''), false],
  [`${now.split('-')[0]}"`, false],
  ['"0-0"', false],
  ['', false],
  ['nonsense, ', false],
  ['"'.repeat(8000), false],
];

test('every dialect reads one user, and each of them is asked', () => {
  expect(new Set(ROUTES.map(({ dialect }) => dialect.name)).size).toBe(CONFORMING.length);
});

describe.each(ROUTES.map((route) => [route.label, route] as const))('%s', (_label, route) => {
  test('what the caller has kept is not sent again, by GET and by HEAD', async () => {
    const { user, token } = await makeReader();
    const own = lineFor(route, user);
    const old = await tagOf(own, token);
    const { wiring } = scene.now().server;
    await wiring.needs.work.transaction((tx) =>
      tx.users.update(user.id, { name: 'Changed' }, scene.now().clock.now().toISOString()),
    );
    const other = await makeReader();
    const others = await tagOf(lineFor(route, other.user), other.token);
    for (const line of [own, own.replace('GET', 'HEAD')]) {
      const whole = await read(line, token);
      const now = whole.headers['etag'] ?? 'none';
      expect([whole.status, ...validators(whole)]).toEqual([
        200,
        expect.stringMatching(/^"2-[0-9a-z]{1,7}"$/),
        'private, no-cache',
      ]);
      for (const [header, holds] of kept(now, old, others)) {
        asked += 1;
        const answer = await read(line, token, header);
        expect([header, answer.status, answer.text]).toEqual([
          header,
          ...(holds ? [304, ''] : [200, whole.text]),
        ]);
        expect([namesIn(answer), validators(answer)]).toEqual([namesIn(whole), validators(whole)]);
        const isAboutNothing = ABOUT_A_BODY.every((name) => answer.headers[name] === undefined);
        expect(isAboutNothing).toBe(holds);
        equal += 1;
      }
    }
  });
});

test('the tag of a user is the same in every spelling of every dialect', async () => {
  const { user, token } = await makeReader();
  const tags = await Promise.all(ROUTES.map((route) => tagOf(lineFor(route, user), token)));
  expect(new Set(tags).size).toBe(1);
  expect(tags[0]).toMatch(/^"1-/);
});

test('who is not let in learns nothing by a tag', async () => {
  const { user, token } = await makeReader();
  for (const route of ROUTES) {
    const line = lineFor(route, user);
    const refused = await read(line, 'nobody', await tagOf(line, token));
    expect([route.label, refused.status, ...validators(refused)]).toEqual([
      route.label,
      401,
      undefined,
      'no-store',
    ]);
  }
});

test('lists may be kept as long as they are asked about, and have no tag', async () => {
  for (const route of LISTS) {
    for (const query of ['', '?limit=1']) {
      const answer = await read(`${route.method} ${route.path}${query}`, scene.now().token, '*');
      expect([route.label, answer.status, ...validators(answer)]).toEqual([
        route.label,
        200,
        undefined,
        'private, no-cache',
      ]);
    }
  }
});

test.each(['GET /api/roles', 'GET /api/audit?limit=1', 'GET /api/admin/tokens', 'GET /api/users/987654321'])(
  '%s is kept by nobody',
  async (line) => {
    expect(validators(await read(line, scene.now().token, '*'))).toEqual([undefined, 'no-store']);
  },
);

test('neither is a sign-in', async () => {
  const { person } = await scene.now().somebody();
  for (const { way, saying } of PASSWORD_WAYS.filter(({ way }) => !way.isForm)) {
    const answer = await scene.now().ask(saying(person, PASSWORD), 'anonymous');
    expect([way.label, answer.status, ...validators(answer)]).toEqual([
      way.label,
      200,
      undefined,
      'no-store',
    ]);
  }
});

test('a 304 is a line of the log and a call that is counted', async () => {
  const { user, token } = await makeReader();
  const line = `GET /api/users/${user.id}`;
  const { logLines, ask } = scene.now().server;
  const counted = async (): Promise<number> =>
    total(samplesOf((await ask('GET /metrics')).text), 'roster_http_requests_total', {
      operation: 'users.get',
      binding: 'GET /api/users/{id}',
      status: '3xx',
    });
  const before = await counted();
  await read(line, token, '*');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(JSON.parse(logLines.at(-1) ?? '')).toMatchObject({
    msg: 'request',
    status: 304,
    operation: 'users.get',
    path: `/api/users/${user.id}`,
  });
  expect(await counted()).toBe(before + 1);
});
