import { createTable } from '../../routes/table';
import { useApi } from '../http/api';
import { rawRequest, requestText } from '../http/raw-request';
import { samplesOf } from './samples';

// Many starts or requests: a busy machine takes its time.
jest.setTimeout(120_000);

const api = useApi();
const { routes } = createTable();

const REQUESTS = 'roster_http_requests_total';
const DURATIONS = 'roster_http_request_duration_seconds';
/** Thirteen buckets, the one of all, sum and count. */
const LINES_OF_A_HISTOGRAM = 16;

const page = async (): Promise<string> => (await api.server.ask('GET /metrics')).text;

const ofServer = (text: string) => samplesOf(text).filter(({ name }) => name.startsWith('roster_'));

const NASTY = 'x"} 1\nforged_total{a="';
const MARK = 'evil-0f3a';

const LOGIN = JSON.stringify({ username: MARK, password: MARK });

/** What strangers choose: paths, methods, ids, names, agents and headers, none of which may become a label. */
const HOSTILE: readonly string[] = [
  ...Array.from({ length: 20 }, (_, n) => requestText(`GET /${MARK}/${n}`)),
  requestText(`GET /api/users/${MARK}`),
  requestText(`GET /api/users/get/${encodeURIComponent(`${MARK}${NASTY}`)}`),
  requestText(`GET /api/${encodeURIComponent(NASTY)}${MARK}?dialect=${MARK}`),
  requestText('PROPFIND /api/users', { 'User-Agent': MARK }),
  requestText('GET /api/users/1', { 'X-Request-Id': MARK, Authorization: `Bearer ${MARK}` }),
  requestText('GET /api/users/1', { Host: `${MARK}.example`, 'X-Forwarded-For': MARK }),
  requestText(`GET http://${MARK}.example/api/users/${MARK}`),
  requestText(
    'POST /api/auth/login',
    { 'Content-Type': 'application/json', 'Content-Length': String(LOGIN.length) },
    LOGIN,
  ),
  requestText(`POST /users:${MARK}`),
];

test('the series are those of the table, whatever is asked', async () => {
  for (const { method, path } of routes)
    await api.server.ask(`${method} ${path.replaceAll(/\{[^}]+\}/g, '1')}`, {
      headers: { 'X-Forwarded-For': '::1' },
    });
  await api.server.ask('GET /nowhere');
  // The first look is itself a request, and of a kind that was not there yet.
  await page();
  const before = ofServer(await page());
  const bindings = new Set(
    before.filter(({ name }) => name === REQUESTS).map(({ labels }) => labels['binding']),
  );
  expect([...bindings].toSorted()).toEqual(
    [...new Set(['none', ...routes.map(({ label }) => label)])].toSorted(),
  );
  for (const bytes of HOSTILE) await rawRequest(api.server.url, bytes);
  const text = await page();
  const after = ofServer(text);
  const seriesOf = (samples: typeof after) =>
    samples.map(({ name, labels }) => JSON.stringify([name, labels])).toSorted();
  expect(seriesOf(after)).toEqual(seriesOf(before));
  expect(text).not.toContain(MARK);
  expect(text).not.toContain('forged_total');
  process.stdout.write(`\nseries of one server with every spelling asked: ${after.length}\n`);
});

test('each spelling has at most six series, each operation of a dialect one histogram', async () => {
  const samples = ofServer(await page());
  const perBinding = new Map<string, number>();
  for (const { name, labels } of samples) {
    if (name !== REQUESTS) continue;
    expect(Object.keys(labels)).toEqual(['dialect', 'operation', 'binding', 'alias', 'status']);
    const key = [labels['dialect'], labels['operation'], labels['binding']].join(' ');
    perBinding.set(key, (perBinding.get(key) ?? 0) + 1);
  }
  expect(Math.max(...perBinding.values())).toBeLessThanOrEqual(6);
  const timed = samples.filter(({ name }) => name.startsWith(DURATIONS));
  const pairs = new Set(timed.map(({ labels }) => `${labels['dialect']} ${labels['operation']}`));
  expect(timed).toHaveLength(pairs.size * LINES_OF_A_HISTOGRAM);
});
