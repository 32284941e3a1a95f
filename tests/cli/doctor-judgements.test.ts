import type { DatabaseState } from '../../db/inspect';
import { MIGRATIONS } from '../../db/migrations';
import { inPath } from '../../routes/locator';
import { judgeDatabase } from '../../src/cli/doctor/database-findings';
import { judgeSpace } from '../../src/cli/doctor/disk';
import { judgeCost } from '../../src/cli/doctor/hashing';
import { examineRoutes } from '../../src/cli/doctor/routes';
import { judgeSecret } from '../../src/cli/doctor/secrets';
import { dialectOf, line } from '../routes/test-dialect';

// What no test can bring about on a machine that others use.

const MIB = 1024 ** 2;

test.each([
  [0, 'fail', '0 MiB'],
  [99 * MIB, 'fail', '99 MiB'],
  [100 * MIB, 'warn', '100 MiB'],
  [1023 * MIB, 'warn', '1023 MiB'],
  [1024 * MIB, 'ok', '1.0 GiB'],
  [72.14 * 1024 * MIB, 'ok', '72.1 GiB'],
])('%d bytes free', (free, state, says) => {
  expect(judgeSpace(free, '/data')).toMatchObject({
    state,
    what: 'disk space',
    says: `${says} free at /data`,
  });
});

test.each([
  [12, 240, 'ok'],
  [10, 60, 'ok'],
  [9, 30, 'warn'],
  [4, 1, 'warn'],
  [15, 1900, 'warn'],
])('cost %d in %d ms', (cost, ms, state) => {
  expect(judgeCost(cost, ms)).toMatchObject({ state, what: 'passwords' });
});

const STATE: DatabaseState = {
  version: '18.4',
  encoding: 'UTF8',
  timeZone: 'UTC',
  dateStyle: 'ISO, MDY',
  now: 0,
  isReadOnly: false,
  mayCreateTables: true,
  hasTrigrams: true,
  hasUsers: true,
  applied: MIGRATIONS.map(([name]) => name),
};

test.each([
  [0, 'ok', '0.0 s from that of the database'],
  [5000, 'ok', '5.0 s from that of the database'],
  [5001, 'warn', '5.0 s behind that of the database'],
  [-7_260_000, 'warn', '7260.0 s ahead of that of the database'],
])('a database whose clock is %d ms ahead', (apart, state, says) => {
  expect(judgeDatabase(STATE, apart)).toContainEqual(expect.objectContaining({ state, what: 'clock', says }));
});

test('a database without the extension that searches need', () => {
  const state = { ...STATE, hasTrigrams: false, hasUsers: false, applied: null };
  expect(judgeDatabase(state, 0)).toContainEqual({
    state: 'fail',
    what: 'schema',
    says: 'there is none yet, and the extension pg_trgm is not there',
    advice: 'install postgresql-contrib there',
  });
});

test('a table with faults: each is a finding', () => {
  const dialect = dialectOf(
    line('users.get', ['GET /users/{id}']),
    line('users.delete', ['GET /users/{id}'], { at: { user: inPath('id', 'integer') } }),
  );
  const findings = examineRoutes(null, [dialect]);
  expect(findings.length).toBeGreaterThan(2);
  expect(findings.every(({ state, what }) => state === 'fail' && what === 'routes')).toBe(true);
  expect(findings.map(({ says }) => says)).toContain('the operation users.list has no binding');
});

test.each([
  ['5f4dcc3b5aa765d61d8327deb882cf99', 'ok'],
  ['kX0vq9Zt3LmN7wRb5yUc1sGd8hJf2aPe', 'ok'],
  ['correct horse battery staple and a rabbit', 'ok'],
  ['hunter2hunter2hunter2hunter2hunter2', 'warn'],
  ['01234567890123456789012345678901', 'warn'],
  ['aaaaaaaabbbbbbbbccccccccddddddddeeeeeeee', 'warn'],
  ['this-is-an-example-of-a-secret-0123456789', 'warn'],
])('the secret %s', (secret, state) => {
  const finding = judgeSecret('JWT_SECRET', secret);
  expect(finding.state).toBe(state);
  expect(JSON.stringify(finding)).not.toContain(secret.slice(0, 8));
});
