import { OPERATION_IDS } from '../../src/operations/specs';
import { outcome, useApi } from '../http/api';
import type { Answer } from '../support/test-server';
import { type Caller, makeCaller } from './callers';
import { CALLS, sentCodes } from './operation-calls';
import { CALLERS, type CallerName, EXPECTED } from './permissions.expected';

const api = useApi({
  codeSender: sentCodes,
  settings: { OTP_SENDS_PER_ADDRESS_PER_HOUR: '1000', OTP_MIN_ANSWER_MS: '0' },
});
const shared = new Map<CallerName, Caller>();
let cells = 0;

beforeAll(async () => {
  for (const name of CALLERS) shared.set(name, await makeCaller[name](api));
});

afterAll(() => {
  process.stdout.write(`\npermissions: ${cells} cells as expected\n`);
});

/** What concerns the caller's own account or sessions may end them: such calls get a caller of their own. */
const isPersonal = (operation: string): boolean => /^(auth\.|own account)/.test(operation);

const answerTo = async (operation: string, name: CallerName): Promise<Answer> => {
  const caller = (isPersonal(operation) ? undefined : shared.get(name)) ?? (await makeCaller[name](api));
  const call = await CALLS[operation]?.(api, caller);
  if (!call) throw new Error(`nobody knows how to call ${operation}`);
  const asking = { body: call.body, ...(caller.token !== undefined && { token: caller.token }) };
  return api.server.ask(call.line, asking);
};

const expectedRow = (operation: string): Record<string, number> => {
  const statuses = (EXPECTED[operation] ?? '').trim().split(/\s+/).map(Number);
  return Object.fromEntries(CALLERS.map((name, index) => [name, statuses[index] ?? 0]));
};

const isRefusal = ({ status }: Answer): boolean => status === 401 || status === 403;

const refusals = (answers: ReadonlyMap<CallerName, Answer>) =>
  [...answers].filter(([, answer]) => isRefusal(answer)).map(([name, answer]) => [name, outcome(answer)]);

const expectedRefusals = (answers: ReadonlyMap<CallerName, Answer>) =>
  [...answers]
    .filter(([, answer]) => isRefusal(answer))
    .map(([name, { status }]) => [name, status === 401 ? '401 Unauthorized' : '403 Forbidden']);

test('every operation there is stands in the expectations', () => {
  expect(
    Object.keys(EXPECTED)
      .filter((name) => !name.startsWith('own account'))
      .sort(),
  ).toEqual([...OPERATION_IDS].sort());
  expect(Object.keys(CALLS)).toEqual(Object.keys(EXPECTED));
});

describe.each(Object.keys(EXPECTED))('%s', (operation) => {
  test('is for those alone whom the contract names', async () => {
    const answers = new Map<CallerName, Answer>();
    for (const name of CALLERS) answers.set(name, await answerTo(operation, name));
    const row = Object.fromEntries([...answers].map(([name, { status }]) => [name, status]));
    expect(row).toEqual(expectedRow(operation));
    // An own account's refusals have sentences of their own.
    if (!operation.startsWith('own account')) expect(refusals(answers)).toEqual(expectedRefusals(answers));
    cells += CALLERS.length;
  });
});

test('what was refused left no trace: as many entries as there were effects', async () => {
  const { rows } = await api.server.database.pool.query(
    "select action, count(*)::int as n from audit_entries where dialect = 'rest' and actor_id = any($1) group by action",
    [[...shared.values()].map(({ id }) => id)],
  );
  const entries = new Map(rows.map((row) => [row['action'], row['n']]));
  const reads = /(list|get|listSessions|getRoles|health|mine|traffic|limits|translate\.request)$/;
  // Whoever asks about a code is not signed in, so those entries bear no actor of these.
  const isAnonymous = (operation: string): boolean => operation.startsWith('otp.');
  const effects = OPERATION_IDS.filter(
    (operation) => !isPersonal(operation) && !reads.test(operation) && !isAnonymous(operation),
  );
  for (const operation of effects) {
    const done = Object.values(expectedRow(operation)).filter((status) => status < 300).length;
    expect([operation, entries.get(operation)]).toEqual([operation, done]);
  }
});
