import type { NewUser } from '../../src/domain/user';
import { report } from '../support/report';
import { BY_NAME, routesFor } from './support/dialects';
import type { Person } from './support/person';
import { compareRow, rowsOf } from './support/reading';
import { say } from './support/saying';
import { useScene } from './support/scene';

const scene = useScene();
const people: Person[] = [];
let rows = 0;
let fields = 0;

const WHO: readonly Partial<NewUser>[] = [
  {},
  { roles: ['admin'], canWrite: false },
  { roles: ['superadmin', 'user'], userType: 'general' },
  { roles: ['user', 'creator', 'readonly'], name: null },
  { roles: ['readonly'], canWrite: true, phone: null },
  { status: 'suspended', employeeId: null, isEmailVerified: false },
  { name: 'Ömer "the" Name, Jr.' },
];

beforeAll(async () => {
  const { server, somebody, clock } = scene.now();
  clock.advance(1000);
  for (const fields of WHO) people.push((await somebody(fields)).person);
  const gone = await somebody();
  await server.ask(`DELETE /api/users/${gone.user.id}`, { token: scene.now().token });
});

afterAll(() => report(`lists: ${rows} rows, ${fields} fields compared, mismatches = 0`));

describe.each(BY_NAME)('%s', (_name, dialect) => {
  test('lists everybody who is there, in the order of their making, as it shows them one by one', async () => {
    for (const route of routesFor('users.list', dialect)) {
      const saying = say(route, {});
      const { shown } = route.binding;
      if (!saying || !shown) throw new Error(`${route.label} tells nothing of what it shows`);
      const { json } = await scene.now().ask(saying);
      const told = rowsOf(shown, json).slice(1);
      const found = told.map((row, index) => compareRow(shown, row, people[index] as Person));
      expect(found.map(({ mismatches }) => mismatches)).toEqual(people.map(() => []));
      rows += told.length;
      fields += found.reduce((sum, one) => sum + one.fields, 0);
    }
  });
});
