import type { Route } from '../../routes/route';
import type { OperationId } from '../../src/operations/contract';
import { useApi } from '../http/api';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { type Caller, makeCaller } from './callers';
import { sentCodes } from './operation-calls';
import { CALLERS, type CallerName, EXPECTED } from './permissions.expected';
import { ADMINISTRATORS_ONLY, NOT_ON_ONESELF } from './stricter.expected';
import { CONFORMING, TABLE } from './support/dialects';
import { golden, heard } from './support/golden';
import { PREPARATIONS, type Prepared } from './support/preparations';
import { type Saying, say, type Values } from './support/saying';
import { uniqueFields } from './support/scene';

const api = useApi({
  codeSender: sentCodes,
  settings: { OTP_SENDS_PER_ADDRESS_PER_HOUR: '100000', OTP_MIN_ANSWER_MS: '0' },
  dialects: CONFORMING,
});
const shared = new Map<CallerName, Caller>();
const figures = { bindings: 0, cells: 0, mismatches: 0, refusals: 0 };

beforeAll(async () => {
  for (const name of CALLERS) shared.set(name, await makeCaller[name](api));
});

afterAll(() => {
  const { bindings, cells, refusals, mismatches } = figures;
  report(
    `permission parity: ${bindings} bindings, ${cells} cells, ${refusals} refusals, mismatches = ${mismatches}`,
  );
});

const ADMINISTRATORS: readonly CallerName[] = [
  ...(['admin that may not write', 'admin', 'superadmin'] as const),
  ...(['token of an admin', 'token of an admin, narrowed to reading'] as const),
];

const rowOf = (row: string): Map<CallerName, number> => {
  const statuses = (EXPECTED[row] ?? '').trim().split(/\s+/).map(Number);
  return new Map(CALLERS.map((name, index) => [name, statuses[index] ?? 0]));
};

/** What a caller is to be told: 401, 403 or that it went well (200), by the row and what the dialect demands beyond it. */
const expectedOf = ({ dialect, label }: Route, row: string, name: CallerName, isOwn: boolean): number => {
  const status = rowOf(row).get(name) ?? 0;
  if (status === 401 || status === 403) return status;
  const isClosed = ADMINISTRATORS_ONLY[dialect.name]?.test(label) && !ADMINISTRATORS.includes(name);
  const isItself = isOwn && NOT_ON_ONESELF[dialect.name]?.test(label);
  return isClosed || isItself ? 403 : 200;
};

const REFUSALS = {
  401: ['credentials_missing', 'token_invalid', 'token_revoked'],
  403: ['forbidden'],
} as const;

const statusesFor = ({ dialect, binding }: Route, expected: number): number[] =>
  expected === 401 || expected === 403
    ? REFUSALS[expected].map((cell) => golden(dialect.name, cell).status)
    : [binding.status];

const firstSaid = (route: Route, { aim = {}, must = [{}], spare }: Prepared): Saying | null => {
  for (const values of must) {
    const saying = say(route, aim, values, spare);
    if (saying) return saying;
  }
  return null;
};

const ask = ({ line, body }: Saying, { token }: Caller): Promise<Answer> =>
  api.server.ask(line, { ...(body !== undefined && { body }), ...(token !== undefined && { token }) });

/** Holds one cell against what is expected of it; tells what is otherwise. */
const checkCell = async (
  saying: Saying,
  [row, name, isOwn]: readonly [row: string, name: CallerName, isOwn: boolean],
  caller: Caller,
): Promise<string[]> => {
  const expected = expectedOf(saying.route, row, name, isOwn);
  const answer = await ask(saying, caller);
  figures.cells += 1;
  if (expected !== 200) figures.refusals += 1;
  if (statusesFor(saying.route, expected).includes(answer.status)) return [];
  figures.mismatches += 1;
  return [
    `${saying.route.label} (${row}) for ${name}: ${expected} expected, ${heard(answer).body} (${answer.status})`,
  ];
};

/** What concerns the caller's own account or sessions may end them: such calls get a caller of their own. */
const isPersonal = ({ binding: { operation } }: Route): boolean => operation.startsWith('auth.');

const canonical = [...new Map(TABLE.routes.map((route) => [route.binding, route])).values()];
const forOthers = canonical.filter(({ binding }) => binding.at.user?.in !== 'caller');

describe.each(forOthers.map((route) => [route.label, route] as const))('%s', (_label, route) => {
  const { operation } = route.binding;

  test(`is for those alone who may do ${operation}`, async () => {
    const wrong: string[] = [];
    for (const name of CALLERS) {
      const caller = (isPersonal(route) ? undefined : shared.get(name)) ?? (await makeCaller[name](api));
      const saying = firstSaid(route, await PREPARATIONS[operation](api, caller));
      if (!saying) throw new Error(`${route.label} cannot be asked`);
      wrong.push(...(await checkCell(saying, [operation, name, false], caller)));
    }
    figures.bindings += 1;
    expect(wrong).toEqual([]);
  });
});

/** What people do to their own account: the row that says who may, and how it is said. */
const OWN: readonly (readonly [row: string, operation: OperationId, values: () => Values])[] = [
  ['own account: get', 'users.get', () => ({})],
  ['own account: email', 'users.update', () => ({ email: uniqueFields().email })],
  ['own account: username', 'users.update', () => ({ username: uniqueFields().username })],
  ['own account: status active', 'users.update', () => ({ status: 'active' })],
  ['own account: status suspended', 'users.update', () => ({ status: 'suspended' })],
  ['own account: password', 'users.update', () => ({ password: uniqueFields().password })],
  ['own account: demote', 'users.update', () => ({ roles: ['general'] })],
  ['own account: demote', 'users.setRoles', () => ({ roles: ['general'] })],
  ['own account: suspend', 'users.suspend', () => ({})],
  ['own account: lock', 'users.lock', () => ({})],
  ['own account: delete', 'users.delete', () => ({})],
];

const idsOf = async ({ id }: Caller) => {
  const sql = 'select id, ulid, hex_id as "hexId" from users where id = $1';
  return (await api.server.database.pool.query(sql, [id])).rows[0];
};

test.each(OWN)('%s (%s) is the same in every spelling', async (row, operation, values) => {
  const wrong: string[] = [];
  for (const route of canonical.filter(({ binding }) => binding.operation === operation)) {
    for (const name of CALLERS) {
      const caller = shared.get(name);
      const saying = caller && say(route, { user: await idsOf(caller) }, values());
      if (saying) wrong.push(...(await checkCell(saying, [row, name, true], caller)));
    }
  }
  expect(wrong).toEqual([]);
});
