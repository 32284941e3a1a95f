import { compared, type Line } from '../../bench/line';
import type { LoadRequest } from '../../bench/load/load';
import { wrkScript } from '../../bench/load/wrk-script';
import { median, quantile, separation } from '../../bench/statistics';
import { formatTable } from '../../bench/table';

const figure = (perSecond: number, nodeMicros: number, postgresMicros: number) => ({
  perSecond,
  nodeMicros,
  postgresMicros,
  cpuMicros: nodeMicros + postgresMicros,
  p50: 1,
  p99: 2.25,
});

test('a line for each figure, judged by what was measured, not by what is printed', () => {
  const lines: Line[] = [
    compared('rest', figure(1999, 60, 14), figure(1000, 100, 50), { rate: 2, cpu: 0.5 }),
    { what: 'start', claims: [{ says: 'RSS', value: 120, unit: 'MB', atMost: 120 }], beside: 'first: 9 s' },
  ];
  const notMeasured = { row: 'peers', lines: [], note: 'not installed' };
  expect(formatTable([{ row: 'get', lines }, notMeasured])).toBe(
    [
      'row    what   figure       target     verdict       absolute (subject | baseline)',
      'get    rest   rate 2.00 x  >= 2 x     NOT met       1999/s 60+14 us p99 2.3 ms | 1000/s 100+50 us p99 2.3 ms',
      'get    rest   CPU 0.49 x   <= 0.5 x   met',
      'get    start  RSS 120 MB   <= 120 MB  met           first: 9 s',
      'peers                                 not measured  not installed',
    ].join('\n'),
  );
});

test('what the system does not tell is a dash and judged as nothing', () => {
  const line = compared('rest', figure(10, Number.NaN, Number.NaN), figure(10, 1, 1), { cpu: 0.5 });
  const [, rate, cpu] = formatTable([{ row: 'get', lines: [line] }]).split('\n');
  expect(rate).toBe(
    'get  rest  rate 1.00 x                     10/s -+- us p99 2.3 ms | 10/s 1+1 us p99 2.3 ms',
  );
  expect(cpu).toBe('get  rest  CPU - x      <= 0.5 x  -');
});

test('medians, quantiles and how well two samples can be told apart', () => {
  expect([median([3, 1, 2]), median([])]).toEqual([2, Number.NaN]);
  expect([quantile([4, 1, 3, 2], 0.5), quantile([4, 1, 3, 2], 0.99), quantile([], 0.5)]).toEqual([
    2,
    4,
    Number.NaN,
  ]);
  expect([separation([1, 2], [1, 2]), separation([1, 2], [3, 4]), separation([3, 4], [1, 2])]).toEqual([
    0.5, 1, 1,
  ]);
});

test('a script for wrk holds the requests, the headers and the first number', () => {
  const requests: LoadRequest[] = [
    { method: 'GET', path: '/api/users/2' },
    { method: 'PUT', path: '/api/users/3', body: '{"email":"a{n}@example.org"}' },
  ];
  const load = {
    url: 'http://127.0.0.1:1',
    requests,
    headers: { Authorization: 'Bearer x' },
    connections: 1,
    seconds: 1,
  };
  const lines = wrkScript(load, 700).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      '{"GET", "/api/users/2", nil},',
      '{"PUT", "/api/users/3", "{\\"email\\":\\"a{n}@example.org\\"}"}',
      'local made, at, number = {}, 0, 700',
      '  wrk.headers["Authorization"] = "Bearer x"',
    ]),
  );
});
