import fc from 'fast-check';
import type { OperationId } from '../../../src/operations/contract';
import type { Values } from '../support/saying';
import { DRAW, WHO, type Who } from './who';
import { EMAILS, EMPLOYEE_IDS, NAMES, PHONES, USERNAMES } from './words';

/** One step of a sequence: what is asked by whom of whom, and which of the spellings that can say it is taken. */
export interface Step extends Who {
  readonly operation: OperationId;
  readonly values: Values;
  readonly dialect: number;
  readonly spelling: number;
}

const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const orNull = <T>(values: readonly T[]): fc.Arbitrary<T | null> => oneOf([...values, null]);

const ROLES = oneOf([
  ...([['user'], ['readonly'], ['admin'], ['superadmin'], ['editor']] as const),
  ...([
    ['admin', 'user'],
    ['user', 'creator', 'readonly'],
    ['superadmin', 'deo'],
  ] as const),
]);

const FIELDS = {
  username: oneOf(Object.keys(USERNAMES)),
  name: orNull(NAMES),
  email: oneOf(Object.keys(EMAILS)),
  roles: ROLES,
  status: oneOf(['active', 'suspended']),
  canWrite: fc.boolean(),
  phone: orNull(PHONES),
  userType: oneOf(['employee', 'general']),
  employeeId: orNull(Object.keys(EMPLOYEE_IDS)),
  isEmailVerified: fc.boolean(),
} as const;

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const exactly = (count: number, fields: Fields): fc.Arbitrary<Values> =>
  fc
    .subarray(Object.keys(fields), { minLength: count, maxLength: count })
    .chain((names) =>
      fc.record(Object.fromEntries(names.map((name) => [name, fields[name] ?? fc.constant(null)]))),
    );

/** Fields that are seldom many, since few dialects can say many at once. */
const some = (fields: Fields): fc.Arbitrary<Values> =>
  fc.oneof(
    { weight: 7, arbitrary: exactly(1, fields) },
    { weight: 2, arbitrary: exactly(2, fields) },
    { weight: 1, arbitrary: exactly(3, fields) },
  );

const { email, ...OTHERS } = FIELDS;

const newValues: fc.Arbitrary<Values> = fc
  .tuple(email, fc.option(FIELDS.username, { freq: 1 }), fc.option(some(OTHERS), { freq: 2 }))
  .map(([address, username, others]) => ({
    ...others,
    ...(username !== null && { username }),
    email: address,
  }));

/** Some suspensions end by themselves, after so many seconds: soon enough for the sequence to see it. */
const SUSPENSION: fc.Arbitrary<Values> = fc.oneof(
  fc.constant({}),
  fc.constant({ reason: 'for a while' }),
  fc.record({ reason: fc.constant('until then'), until: fc.integer({ min: 2, max: 15 }) }),
);

const NOTHING: fc.Arbitrary<Values> = fc.constant({});

/** How often each is asked for, and with what. */
const OPERATIONS: readonly (readonly [OperationId, weight: number, fc.Arbitrary<Values>])[] = [
  ['users.create', 8, newValues],
  ['users.update', 14, some(FIELDS)],
  ['users.delete', 3, NOTHING],
  ['users.restore', 5, NOTHING],
  ['users.suspend', 3, SUSPENSION],
  ['users.unsuspend', 3, NOTHING],
  ['users.lock', 3, NOTHING],
  ['users.unlock', 3, NOTHING],
  ['users.setRoles', 4, fc.record({ roles: ROLES })],
  ['users.get', 5, NOTHING],
  ['users.list', 3, NOTHING],
];

/**
 * Sequences of exactly so many steps. Once in a while a step is none, which is what shrinking makes of those that a
 * failure does not need.
 */
export const sequences = (length: number): fc.Arbitrary<readonly Step[]> => {
  const step = fc
    .oneof(
      ...OPERATIONS.map(([operation, weight, values]) => ({
        weight,
        arbitrary: fc.record({ operation: fc.constant(operation), values }),
      })),
    )
    .chain(({ operation, values }) =>
      fc
        .record({ who: WHO, dialect: DRAW, spelling: DRAW })
        .map(({ who, ...drawn }): Step => ({ operation, values, ...who, ...drawn })),
    );
  return fc
    .array(fc.option(step, { freq: 10_000 }), { minLength: length, maxLength: length })
    .map((steps) => steps.filter((one) => one !== null));
};
