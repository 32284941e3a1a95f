import type { Route } from '../../routes/route';
import { OPERATION_IDS } from '../../src/operations/specs';
import { report } from '../support/report';
import type { Deed } from './support/deed';
import { DEEDS } from './support/deeds';
import { CONFORMING, routesFor, TABLE } from './support/dialects';
import { golden, heard } from './support/golden';
import { type Performance, perform } from './support/performing';
import { compareAnswer, tellsOfUsers } from './support/reading';
import { say } from './support/saying';
import { useScene } from './support/scene';

const scene = useScene();
const figures = { performances: 0, pairs: 0, fields: 0, gone: 0, sessions: 0, mismatches: 0 };

afterAll(() => {
  const said = Object.entries(figures).map(([what, count]) => `${what} ${count}`);
  report(`fidelity: ${DEEDS.length} deeds in ${CONFORMING.length} dialects: ${said.join(', ')}`);
});

/** Every way to read one user in every dialect. */
const READS = TABLE.routes.filter(
  ({ binding }) =>
    binding.operation === 'users.get' && tellsOfUsers(binding.shown) && binding.at.user?.in !== 'caller',
);

const note = (mismatches: readonly string[]): readonly string[] => {
  figures.mismatches += mismatches.length;
  return mismatches;
};

/** What the answer to the deed itself tells otherwise than it is. */
const ownMismatches = ({ saying, answer, expected }: Performance): readonly string[] => {
  const { shown } = saying.route.binding;
  if (answer.status !== saying.route.binding.status) return [`${answer.status} ${answer.text}`];
  if (!expected || !tellsOfUsers(shown)) return [];
  const { fields, mismatches } = compareAnswer(shown, answer.json, expected);
  figures.fields += fields;
  return mismatches;
};

const readMismatches = async ({ target, expected }: Performance): Promise<string[]> => {
  const found: string[] = [];
  for (const route of READS) {
    const saying = say(route, { user: target });
    if (!saying || !route.binding.shown) throw new Error(`${route.label} cannot be asked`);
    const answer = await scene.now().ask(saying);
    if (!expected) {
      expect(heard(answer)).toEqual(golden(route.dialect.name, 'user_not_found'));
      figures.gone += 1;
      continue;
    }
    const { fields, mismatches } = compareAnswer(route.binding.shown, answer.json, expected);
    figures.pairs += 1;
    figures.fields += fields;
    found.push(...mismatches.map((one) => `${route.label}: ${one}`));
  }
  return found;
};

/** What somebody who is still signed in is told of itself otherwise than it is. */
const ownProfileMismatches = async ({ stage, expected }: Performance): Promise<string[]> => {
  const found: string[] = [];
  for (const route of expected ? routesFor('auth.me') : []) {
    const saying = say(route, {});
    const { shown } = route.binding;
    if (!saying || !expected || !tellsOfUsers(shown)) continue;
    const answer = await scene.now().ask(saying, { token: stage.token });
    const { fields, mismatches } = compareAnswer(shown, answer.json, expected);
    figures.pairs += 1;
    figures.fields += fields;
    found.push(...mismatches.map((one) => `${route.label}: ${one}`));
  }
  return found;
};

/** Whether the session that the target had is heard, dialect by dialect. */
const sessionStates = async ({ stage, target }: Performance): Promise<string[]> => {
  const states: string[] = [];
  for (const { name } of CONFORMING) {
    const route = READS.find(({ dialect }) => dialect.name === name);
    const saying = route && say(route, { user: target });
    if (!saying) continue;
    const answer = await scene.now().ask(saying, { token: stage.token });
    const dead = ['token_revoked', 'token_invalid'].map((cell) => golden(name, cell).body);
    const isDead = dead.includes(heard(answer).body);
    const isHeard = answer.status === 200 || heard(answer).body === golden(name, 'forbidden').body;
    states.push(isDead ? 'dead' : isHeard ? 'alive' : `${name}: ${answer.status} ${answer.text}`);
    figures.sessions += 1;
  }
  return states;
};

test('there is a deed for every effect on users and on accounts', () => {
  const covered = new Set(DEEDS.map(({ operation }) => operation));
  const effects = OPERATION_IDS.filter((id) => /^(users|auth)\./.test(id) && !/(\.get|list|\.me)/i.test(id));
  expect([...covered].sort()).toEqual([...effects].sort());
});

const done = new Set<string>();

const doAndRead = async (deed: Deed, route: Route): Promise<void> => {
  const performance = await perform(scene.now(), deed, route);
  if (!performance) return;
  done.add(deed.name);
  figures.performances += 1;
  const own = note(ownMismatches(performance));
  const read = note(await readMismatches(performance));
  expect([route.label, ...own, ...read]).toEqual([route.label]);
  if (!deed.session) return;
  const states = await sessionStates(performance);
  expect([route.label, ...states]).toEqual([route.label, ...states.map(() => deed.session)]);
  const profile = deed.session === 'alive' ? note(await ownProfileMismatches(performance)) : [];
  expect([route.label, ...profile]).toEqual([route.label]);
};

describe.each(DEEDS.map((deed) => [deed.name, deed] as const))('%s', (_name, deed) => {
  const speakers = CONFORMING.filter((dialect) => routesFor(deed.operation, dialect).length > 0);

  test.each(speakers.map((dialect) => [dialect.name, dialect] as const))(
    'in %s',
    async (_dialect, dialect) => {
      for (const route of routesFor(deed.operation, dialect)) await doAndRead(deed, route);
    },
  );
});

test('every deed was done, so that none passes because nobody can say it', () => {
  expect(DEEDS.filter(({ name }) => !done.has(name)).map(({ name }) => name)).toEqual([]);
});
