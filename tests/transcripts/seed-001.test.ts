import { join } from 'node:path';
import { movableClock } from '../http/movable-clock';
import { startTestServer, type TestServer } from '../support/test-server';
import { beginSeed001 } from './seed-001-state';
import { type Example, readTranscripts } from './transcript';

const examples = readTranscripts(join(__dirname, 'seed-001'));
const replays = examples.flatMap((example) =>
  example.spellings.map((spelling) => ({ example, ...spelling })),
);

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

const replay = async ({ at, headers, body, answer: expected }: Example, line: string): Promise<void> => {
  clock.set(at);
  const answer = await server.ask(line, { headers, ...(body !== undefined && { raw: body }) });
  expect({ status: answer.status, mediaType: answer.headers['content-type'], body: answer.text }).toEqual({
    status: expected.status,
    mediaType: expected.mediaType,
    body: expected.body,
  });
  for (const [name, value] of Object.entries(expected.headers)) {
    expect([name, answer.headers[name.toLowerCase()]]).toEqual([name, value]);
  }
};

test.each(replays)('$example.title ($style: $line)', async ({ example, line }) => {
  await replay(example, line);
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
    await replay(example, spelling?.line ?? 'no such style');
  }
  const gone = await server.ask('GET /api/users/2', { token: 'your_token_here' });
  expect([gone.status, gone.text]).toEqual([404, 'User not found']);
  const left = await server.ask('GET /api/users', { token: 'your_token_here' });
  expect((left.json as { id: number }[]).map(({ id }) => id)).toEqual([1, 3]);
});
