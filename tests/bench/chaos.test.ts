import { readArguments } from '../../bench/chaos/arguments';
import { type Fault, skipped } from '../../bench/chaos/fault';
import { FAULTS } from '../../bench/chaos/faults';
import { unexpected } from '../../bench/chaos/statuses';
import { formatTable } from '../../bench/chaos/table';

const fault: Fault = {
  name: 'trip',
  row: 999,
  says: 'somebody trips over the cable',
  expected: 'nothing happens',
  run: async () => ({ figure: '', ok: true }),
};

test('of each fault: what was done, what is promised, what was seen', () => {
  const table = formatTable([
    { fault, finding: { figure: '3 trips, nothing', ok: true }, seconds: 1.4 },
    { fault: { ...fault, name: 'fall', row: null }, finding: { figure: 'it fell', ok: false }, seconds: 2 },
    { fault, finding: skipped('there is no cable'), seconds: 0 },
  ]);
  const beside = ['      done      somebody trips over the cable', '      expected  nothing happens'];
  expect(table.split('\n')).toEqual([
    'row  fault  ok       took',
    '999  trip   yes      1 s',
    ...beside,
    '      figure    3 trips, nothing',
    '-    fall   NO       2 s',
    ...beside,
    '      figure    it fell',
    '999  trip   skipped  0 s',
    ...beside,
    '      figure    skipped: there is no cable',
  ]);
});

test('names are told apart, and all that is not asked for by name runs', () => {
  const names = FAULTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(readArguments([])).toEqual({
    faults: FAULTS.filter(({ isExtra }) => !isExtra),
    isQuick: false,
    minutes: null,
    isHelp: false,
  });
  const [first] = FAULTS;
  expect(readArguments(['--quick', '--minutes', '2', first?.name ?? ''])).toEqual({
    faults: [first],
    isQuick: true,
    minutes: 2,
    isHelp: false,
  });
  expect(() => readArguments(['no-such-fault'])).toThrow('there is no fault no-such-fault');
  expect(() => readArguments(['--minutes', 'many'])).toThrow('--minutes takes a positive number, not many');
});

test('a refusal that says more than it should is as bad as a wrong status', () => {
  const fine = { status: 503, text: 'Service Unavailable', ms: 1 };
  const chatty = { ...fine, text: 'relation "users" does not exist' };
  const broken = { status: null, text: '', ms: 1 };
  expect(unexpected([fine, chatty, broken], [503])).toEqual([chatty, broken]);
  expect(unexpected([fine, broken], [503, null])).toEqual([]);
});
