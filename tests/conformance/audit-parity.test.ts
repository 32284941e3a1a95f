import { isDeepStrictEqual } from 'node:util';
import { refOf } from '../../src/domain/user';
import { machineContext } from '../../src/first-administrator';
import { report } from '../support/report';
import { aliasesOf, comparable, entriesOf } from './support/audit';
import type { Deed } from './support/deed';
import { DEEDS } from './support/deeds';
import { CONFORMING, routesFor } from './support/dialects';
import { type Performance, perform } from './support/performing';
import { type Saying, say, type Values } from './support/saying';
import { useScene } from './support/scene';

const scene = useScene();
const figures = { effects: 0, shared: 0, entries: 0, differences: 0 };

afterAll(() => {
  const { effects, shared, entries, differences } = figures;
  report(
    `audit parity: ${effects} effects, ${shared} of them said by several of ${CONFORMING.length} dialects, ${entries} entries compared, differences = ${differences}`,
  );
});

/** What was done by which dialect, and what it left in the trail. */
interface Trace {
  readonly dialect: string;
  readonly entries: readonly string[];
}

/** Whether the session that asked lives on, where the contract leaves that to the dialect. */
const leftOver = async ({ session }: Deed, { stage: { token } }: Performance): Promise<unknown> =>
  session === undefined && (await scene.now().server.ask('GET /api/auth/me', { token })).status;

/** What a deed comes to, where one deed can come to several things, as each dialect says as much as it can. */
const effectOf = async (deed: Deed, performance: Performance): Promise<string> => {
  const { name, operation } = deed;
  const { expected, saying } = performance;
  // Whoever signs in is named by one name or another.
  if (operation === 'auth.signIn') return operation;
  const said =
    operation === 'users.create' ? [expected?.roles, expected?.status] : Object.keys(saying.wrote).sort();
  const what = operation === 'auth.signOut' ? [] : [said, await leftOver(deed, performance)];
  return `${name}: ${JSON.stringify(what)}`;
};

const whoSignsIn = (entry: string): string => entry.replace(/"<(username|email|employeeId)>"/g, '"<who>"');

const expectOrigin = (entries: readonly { dialect: string; binding: string }[], { route }: Saying): void => {
  const origins = entries.map(({ dialect, binding }) => [dialect, binding]);
  expect(origins).toEqual(entries.map(() => [route.dialect.name, route.label]));
};

const traces = new Map<string, Trace[]>();

const note = (effect: string, trace: Trace): void => {
  traces.set(effect, [...(traces.get(effect) ?? []), trace]);
};

const trace = async (deed: Deed): Promise<void> => {
  for (const route of routesFor(deed.operation)) {
    const performance = await perform(scene.now(), deed, route);
    if (!performance) continue;
    expect(performance.answer.status).toBe(route.binding.status);
    const entries = await entriesOf(scene.now(), performance.answer);
    expectOrigin(entries, performance.saying);
    const aliases = aliasesOf(performance);
    const told = entries.map((entry) => whoSignsIn(comparable(entry, aliases)));
    note(await effectOf(deed, performance), { dialect: route.dialect.name, entries: told });
  }
};

test.each(DEEDS.map((deed) => [deed.name, deed] as const))('%s', async (_name, deed) => {
  await trace(deed);
});

const KEYS: readonly (readonly [
  operation: 'tokens.update' | 'tokens.rotate' | 'tokens.delete',
  values: Values,
])[] = [
  ['tokens.update', { name: 'another name' }],
  ['tokens.rotate', {}],
  ['tokens.delete', {}],
];

test.each(KEYS)('%s', async (operation, values) => {
  const { server, root, ask } = scene.now();
  for (const route of routesFor(operation)) {
    const input = { userId: refOf(root).value, name: 'a name', role: 'user', canWrite: true } as const;
    const { token } = await server.wiring.controllers['tokens.create'](input, machineContext('audit'));
    const saying = say(route, { token }, values);
    if (!saying) throw new Error(`${route.label} cannot be asked`);
    const answer = await ask(saying);
    expect(answer.status).toBe(route.binding.status);
    const entries = await entriesOf(scene.now(), answer);
    expectOrigin(entries, saying);
    const told = entries.map((entry) => comparable(entry, new Map([[String(token.id), 'token']])));
    note(operation, { dialect: route.dialect.name, entries: told });
    await server.database.pool.query('delete from api_tokens where id = $1', [token.id]);
  }
});

test('the same effect leaves the same entries, whichever dialect asked', () => {
  const differences: unknown[] = [];
  for (const [effect, found] of traces) {
    const [first] = found;
    const others = found.filter(({ entries }) => !isDeepStrictEqual(entries, first?.entries));
    differences.push(...others.map((other) => [effect, first, other]));
    figures.effects += 1;
    if (new Set(found.map(({ dialect }) => dialect)).size > 1) figures.shared += 1;
    figures.entries += found.reduce((sum, { entries }) => sum + entries.length, 0);
  }
  figures.differences = differences.length;
  expect(differences).toEqual([]);
  expect(figures.shared).toBeGreaterThan(30);
});
