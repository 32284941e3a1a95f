import type { Controllers } from '../../src/operations/contract';
import { useApi } from '../http/api';

/** What breaks next, and how. */
let fault: () => Promise<never> = () => Promise.reject(new Error('no fault was chosen'));

const broken = (): Promise<never> => fault();
const api = useApi({
  controllers: { 'users.list': broken as Controllers['users.list'] },
  settings: { RATE_LIMIT_ANONYMOUS_PER_MIN: '1000000' },
});

const SECRET = 'what nobody may read';

const throwing =
  (value: unknown): (() => Promise<never>) =>
  () => {
    throw value;
  };
const rejecting =
  (value: unknown): (() => Promise<never>) =>
  () =>
    Promise.reject(value);

const hostile = {
  get message(): string {
    throw new Error('a message that cannot be read');
  },
  get code(): string {
    throw new Error('a code that cannot be read');
  },
};
const circular: { self?: unknown } = {};
circular.self = circular;

const FAULTS: readonly (readonly [string, () => Promise<never>])[] = [
  ['throws an error', throwing(new Error(SECRET))],
  ['rejects with an error', rejecting(new Error(SECRET))],
  ['throws later', () => new Promise((_, reject) => setTimeout(() => reject(new TypeError(SECRET)), 5))],
  ['throws a text', throwing(SECRET)],
  ['rejects with a text', rejecting(SECRET)],
  ['throws nothing', throwing(undefined)],
  ['rejects with nothing', rejecting(undefined)],
  ['rejects with null', rejecting(null)],
  ['rejects with a number', rejecting(404)],
  ['rejects with what the framework takes for a sign', rejecting('route')],
  ['rejects with another such sign', rejecting('router')],
  ['throws such a sign', throwing('router')],
  [
    'rejects with an answer of its own',
    rejecting({ status: 200, statusCode: 200, headers: { 'X-Owned': 'yes' } }),
  ],
  ['rejects with a circle', rejecting(circular)],
  ['rejects with what cannot be read', rejecting(hostile)],
  ['throws what cannot be changed', throwing(Object.freeze(new Error(SECRET)))],
  ['throws a symbol', throwing(Symbol(SECRET))],
];

const LISTS = [
  ['rest', 'GET /api/users', 'Internal Server Error'],
  ['colon', 'GET /users:list', '{"code":500,"error":"internal server error"}'],
  ['rails', 'GET /api/v1/users', /^\{"error":"Internal server error","message":"[^"]+"\}$/],
  ['laravel', 'GET /api/admin/users', /^\{"status":"error","message":"[^"]+"\}$/],
  ['flask', 'GET /form/api/v1/user/users', '{"message":"Internal Server Error"}'],
] as const;

describe.each(FAULTS)('a handler that %s', (_what, how) => {
  test.each(LISTS)('is a fault of ours in %s, and the process lives', async (_dialect, line, expected) => {
    fault = how;
    const answer = await api.ask(line);
    expect([answer.status, answer.text]).toEqual([500, expect.stringMatching(expected)]);
    expect(JSON.stringify([answer.headers, answer.text])).not.toMatch(/nobody may read|x-owned/i);
    expect((await api.ask('GET /api/users/1')).status).toBe(200);
  });
});

test('each of them stands in the log with the id of its request', async () => {
  const start = api.server.logLines.length;
  fault = throwing(new Error(SECRET));
  const { headers } = await api.ask('GET /api/users');
  const lines = api.server.logLines.slice(start).map((line) => JSON.parse(line) as Record<string, unknown>);
  const [told] = lines.filter(({ level }) => level === 'error');
  expect(told).toMatchObject({ requestId: headers['x-request-id'], err: { message: SECRET } });
});
