import { report } from '../support/report';
import { DIALECT_NAMES, PROVOKABLE, REFUSED_METHODS } from './provoked.expected';
import { BY_NAME, CONFORMING, TABLE } from './support/dialects';
import { golden, heard } from './support/golden';
import { actWhileLosingPlace } from './support/losing-place';
import { firstSaying, PROVOCATIONS, type Provocation } from './support/provocations';
import { withBrokenController, withoutDatabase } from './support/provocations-of-faults';
import { FIELD_PROVOCATIONS } from './support/provocations-of-fields';
import { KEY_PROVOCATIONS } from './support/provocations-of-keys';
import { SIGN_IN_PROVOCATIONS } from './support/provocations-of-sign-in';
import { NOBODY, useScene } from './support/scene';

const scene = useScene();
const provoked = new Map<string, string[]>();
let equal = 0;

afterAll(() => {
  const cells = [...provoked.values()].flat().length;
  const kinds = [...provoked].map(([dialect, names]) => `${dialect} ${names.length}`).join(', ');
  report(`errors over HTTP: ${cells} cells (${kinds}), mismatches = ${cells - equal}`);
});

const note = (dialect: string, name: string): void => {
  provoked.set(dialect, [...(provoked.get(dialect) ?? []), name]);
};

const onLastAdministrator: Provocation = (on, dialect) =>
  actWhileLosingPlace(on, (user) => firstSaying(dialect, 'users.delete', { user }));

const ALL = {
  ...PROVOCATIONS,
  ...FIELD_PROVOCATIONS,
  ...KEY_PROVOCATIONS,
  ...SIGN_IN_PROVOCATIONS,
  last_administrator: onLastAdministrator,
};

test('what must be provoked is what is provoked here, in the dialects that there are', () => {
  expect(Object.keys(ALL).sort()).toEqual(Object.keys(PROVOKABLE).sort());
  expect(BY_NAME.map(([name]) => name).sort()).toEqual([...DIALECT_NAMES].sort());
});

describe.each(BY_NAME)('%s', (name, dialect) => {
  test.each(Object.entries(ALL))('%s', async (cell, provoke) => {
    const answer = await provoke(scene.now(), dialect);
    const isProvokable = PROVOKABLE[cell]?.split(' ').includes(name);
    expect(answer === null ? `no ${cell} in ${name}` : cell).toBe(
      isProvokable ? cell : `no ${cell} in ${name}`,
    );
    if (!answer) return;
    note(name, cell);
    expect(heard(answer)).toEqual(golden(name, cell));
    if (answer.status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    equal += 1;
  });

  test('method_not_allowed, with the methods that there are', async () => {
    const { server, token } = scene.now();
    const saying = firstSaying(dialect, 'users.get', { user: NOBODY });
    const path = saying?.line.split(' ')[1];
    const served = TABLE.routes
      .filter((route) => route.path === saying?.route.path)
      .map(({ method }) => method);
    for (const method of REFUSED_METHODS[name]?.split(' ') ?? ['none is listed']) {
      const answer = await server.ask(`${method} ${path}`, { token });
      expect(heard(answer)).toEqual(golden(name, 'method_not_allowed'));
      const allowed = answer.headers['allow']?.split(', ').sort();
      expect(allowed).toEqual([...new Set([...served, 'HEAD', 'OPTIONS'])].sort());
      note(name, `method_not_allowed ${method}`);
      equal += 1;
    }
  });
});

describe.each([
  ['unavailable', 'the database is gone', withoutDatabase],
  ['internal', 'a controller is broken', withBrokenController],
] as const)('%s: %s', (cell, _what, open) => {
  test('every dialect says so and no more', async () => {
    const broken = await open();
    try {
      for (const dialect of CONFORMING) {
        const saying = firstSaying(dialect, 'users.get', { user: NOBODY });
        const answer = saying && (await broken.ask(saying));
        expect([dialect.name, answer && heard(answer)]).toEqual([dialect.name, golden(dialect.name, cell)]);
        if (cell === 'unavailable') expect(answer?.headers['retry-after']).toMatch(/^[1-9]\d*$/);
        note(dialect.name, cell);
        equal += 1;
      }
    } finally {
      await broken.server.stop();
    }
  });
});
