import { join } from 'node:path';
import { movableClock } from '../http/movable-clock';
import { startTestServer, type TestServer } from '../support/test-server';
import { replay, replaysOf } from './replay';
import { beginSeed001 } from './seed-001-state';
import { readTranscripts } from './transcript';

const examples = readTranscripts(join(__dirname, 'seed-001'));
const replays = replaysOf(examples);

const clock = movableClock('2023-06-16T14:22:10Z');
let server: TestServer;
let passed = 0;

beforeAll(async () => {
  server = await startTestServer({ clock });
});

beforeEach(() => beginSeed001(server));

afterAll(async () => {
  await server.stop();
  process.stdout.write(`\nseed 001: examples passed / total: ${passed} / ${replays.length}\n`);
});

test('every example is there in both styles', () => {
  expect(examples).toHaveLength(26);
  for (const { spellings } of examples) {
    expect(new Set(spellings.map(({ style }) => style))).toEqual(new Set(['rest', 'action']));
  }
});

test.each(replays)('$example.title ($style: $line)', async ({ example, line }) => {
  await replay(server, clock, example, line);
  passed += 1;
});

/** The document's own examples, without those that stand for a line of its status codes. */
const printed = examples.filter(({ title }) => !title.includes(':'));

test.each(['rest', 'action'])('the printed examples run through in their order (%s)', async (style) => {
  expect(printed.map(({ title }) => title)).toEqual([
    'List All Users',
    'Create a New User',
    'Get a Specific User',
    'Update a User',
    'Suspend a User',
    'Unsuspend a User',
    'Delete a User',
  ]);
  for (const example of printed) {
    const spelling = example.spellings.find((one) => one.style === style);
    await replay(server, clock, example, spelling?.line ?? 'no such style');
  }
  const gone = await server.ask('GET /api/users/2', { token: 'your_token_here' });
  expect([gone.status, gone.text]).toEqual([404, 'User not found']);
  const left = await server.ask('GET /api/users', { token: 'your_token_here' });
  expect((left.json as { id: number }[]).map(({ id }) => id)).toEqual([1, 3]);
});
