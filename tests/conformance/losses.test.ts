import type { BodyField } from '../../routes/codec/body';
import { SHOWABLE, WRITABLE } from '../../routes/losses';
import { createTable, DIALECTS } from '../../routes/table';
import { report } from '../support/report';
import { BY_NAME, CONFORMING, routesFor } from './support/dialects';
import { sayable, type Values } from './support/saying';

let compared = 0;

afterAll(() => report(`losses: ${compared} fields compared in ${CONFORMING.length} dialects`));

/** Of every field that can be written, values that differ in all that a dialect could lose. */
const SAMPLES: Readonly<Record<(typeof WRITABLE)[number], readonly unknown[]>> = {
  username: ['Ömer Faruk', 'ann'],
  name: ['Ann B. Clark'],
  email: ['Ann.Clark+1@example.com'],
  roles: [['editor'], ['readonly'], ['superadmin'], ['admin', 'editor'], ['user', 'creator', 'readonly']],
  status: ['active', 'suspended'],
  canWrite: [true, false],
  phone: ['+4930123456', '030 / 123456'],
  userType: ['employee', 'general'],
  employeeId: ['E-1042'],
  isEmailVerified: [true, false],
  password: ['Conform-1-to-all', ' Blanks 1 count '],
};

const BODIES = ['users.create', 'users.update'] as const;

/** The field, unless it says a part. */
const isExact = (field: string, { isPartial }: Pick<BodyField, 'isPartial'>): string[] =>
  isPartial ? [] : [field];

describe.each(BY_NAME)('%s', (_name, dialect) => {
  const { shown, written } = dialect.losses;
  const routes = BODIES.flatMap((operation) => routesFor(operation, dialect));

  test('cannot show what it declares, and nothing else', () => {
    const shapes = routesFor('users.get', dialect).flatMap(({ binding }) => binding.shown?.fields ?? []);
    const told = new Set(shapes.flatMap((field) => isExact(field.shows ?? '', field)));
    expect(Object.keys(shown).sort()).toEqual(SHOWABLE.filter((field) => !told.has(field)).sort());
    compared += SHOWABLE.length;
  });

  test('cannot write what it declares of new and of other users, and nothing else', () => {
    const said = BODIES.map((operation) => {
      const fields = routesFor(operation, dialect).flatMap(({ binding }) => binding.body?.fields ?? []);
      return new Set(fields.flatMap((field) => isExact(field.to, field)));
    });
    const lost = WRITABLE.filter((field) => !said.every((fields) => fields.has(field)));
    expect(Object.keys(written).sort()).toEqual([...lost].sort());
    compared += WRITABLE.length;
  });

  test('every loss has a reason', () => {
    for (const reason of [...Object.values(shown), ...Object.values(written)]) {
      expect(reason).toMatch(/^[a-z].{9,}[^.]$/);
    }
  });

  test('what its tables call exact comes back as it was, and what they call partial does not', () => {
    for (const route of routes) {
      for (const { to, isPartial = false } of route.binding.body?.fields ?? []) {
        const samples = SAMPLES[to as keyof typeof SAMPLES].map((value): Values => ({ [to]: value }));
        const kept = samples.filter((values) => Object.hasOwn(sayable(route, values), to));
        expect([route.label, to, kept.length === samples.length]).toEqual([route.label, to, !isPartial]);
        // A part that is all there is to say must be said.
        expect(kept.length).toBeGreaterThan(0);
        compared += samples.length;
      }
    }
  });
});

test('the table of the release has the dialects that are asked here', () => {
  const names = new Set(createTable().routes.map(({ dialect }) => dialect));
  expect([...names]).toEqual(DIALECTS);
  expect(CONFORMING).toEqual(expect.arrayContaining([...DIALECTS]));
});
