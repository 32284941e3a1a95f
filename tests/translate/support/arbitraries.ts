import fc from 'fast-check';
import type { QueryTable } from '../../../routes/codec/query';
import { ROLE_NAMES } from '../../../src/domain/role';
import type { Values } from '../../conformance/support/saying';

const word = fc.stringMatching(/^[a-z][a-z0-9._-]{0,14}$/);
const text = fc.oneof(
  word,
  fc.constantFrom('Ömer Faruk', 'a b', "O'Neill", '"quoted"', '$5', 'Жанна', '1 & 2 = 3'),
);
const moment = fc
  .date({ min: new Date('2030-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 23)}000Z`);
// With and without what colon asks for, so that some are refused there.
const password = fc.constantFrom('Conform-1-to-all', 'securepassword123', ' Blanks 1 Count ', 'ÄÖÜ-passwort');
const roles = fc
  .uniqueArray(fc.constantFrom(...ROLE_NAMES), { minLength: 1, maxLength: 3 })
  .map((names) => names.toSorted((a, b) => ROLE_NAMES.indexOf(a) - ROLE_NAMES.indexOf(b)));
const secret = fc.stringMatching(/^rrt_[A-Za-z0-9]{43}$/);

/** What may stand under each name of the domain. */
const FIELDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  username: fc.oneof(word, fc.constantFrom('Ömer Faruk', "O'Neill", '$name')),
  email: word.map((name) => `${name}@Example.com`),
  name: text,
  phone: fc.constantFrom('+4930123456', '030 / 123456', ''),
  roles,
  status: fc.constantFrom('active', 'suspended'),
  canWrite: fc.boolean(),
  userType: fc.constantFrom('employee', 'general'),
  employeeId: fc.oneof(word, fc.constant(null)),
  isEmailVerified: fc.boolean(),
  password,
  reason: fc.oneof(text, fc.constant(null)),
  until: moment,
  days: fc.integer({ min: 1, max: 365 }),
  currentPassword: text,
  newPassword: password,
  refreshToken: secret,
  mobile: fc.constantFrom('+4930123456', '030/1'),
  code: fc.stringMatching(/^\d{6}$/),
  identifier: fc.oneof(word, fc.constant('ann@example.com')),
  description: text,
  role: fc.constantFrom('admin', 'user'),
  expiresAt: fc.oneof(moment, fc.constant(null)),
  policyId: fc.oneof(fc.integer({ min: 1, max: 99 }), fc.constant(null)),
  userId: fc.integer({ min: 1, max: 99 }),
  ratePerMinute: fc.integer({ min: 1, max: 1000 }),
  requestsPerDay: fc.constant(null),
  methods: fc.constantFrom(['GET'], ['GET', 'POST'], null),
  paths: fc.constantFrom(['/api/users'], null),
  ips: fc.constantFrom(['192.0.2.0/24'], null),
  active: fc.boolean(),
  text: fc.constant('GET /api/users/1'),
  into: fc.constant('rails'),
};

/** Any of the values that a body with these names can hold, none of them included. */
export const valuesOf = (names: readonly string[]): fc.Arbitrary<Values> => {
  const unknown = names.filter((name) => !(name in FIELDS));
  if (unknown.length > 0) throw new Error(`nobody knows what may stand under ${unknown.join(', ')}`);
  const fields = Object.fromEntries(names.map((name) => [name, FIELDS[name] as fc.Arbitrary<unknown>]));
  return fc.record(fields, { requiredKeys: [] });
};

/** Parameters that ask for the same thing: a list refuses both with different values. */
const EXCLUSIVE = ['role_id'];

const parameter = ({ schema }: QueryTable[number]): fc.Arbitrary<string> => {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as string[]));
  if (schema['type'] === 'integer') return fc.integer({ min: 1, max: 200 }).map(String);
  if (typeof schema['pattern'] === 'string')
    return fc.stringMatching(new RegExp(schema['pattern'])).filter((one) => one.length < 99);
  if (schema['format'] === 'date') return fc.constant('2030-01-31');
  return schema['format'] === 'date-time' ? fc.constant('2030-01-31T12:00:00Z') : text;
};

/** Any query of a table, but for cursors: those are another server's. */
export const queryOf = (table: QueryTable): fc.Arbitrary<Record<string, string>> => {
  const own = table.filter(({ name, to }) => to !== 'after' && !EXCLUSIVE.includes(name));
  const parameters = Object.fromEntries(own.map((one) => [one.name, parameter(one)]));
  return fc.record(parameters, { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>;
};
