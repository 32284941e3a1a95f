import { join } from 'node:path';
import { movableClock } from '../http/movable-clock';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { replay, replaysOf } from './replay';
import { beginSeed003 } from './seed-003-state';
import { readTranscripts } from './transcript';

const examples = readTranscripts(join(__dirname, 'seed-003'));
const replays = replaysOf(examples);

const clock = movableClock('2024-01-20T12:00:00Z');
let server: TestServer;
let passed = 0;

beforeAll(async () => {
  server = await startTestServer({ clock });
  await beginSeed003(server);
});

afterAll(async () => {
  await server.stop();
  report(`seed 003: examples passed / total: ${passed} / ${replays.length}`);
});

test('every example of the document is there', () => {
  expect(examples.map(({ title }) => title).filter((title) => !title.includes(':'))).toEqual([
    '2. Create New User',
    '1. List All Users',
    '3. Get User Details',
    '4. Update User',
    '5. Delete User',
    'Validation Error',
    'Not Found Error',
    'Unauthorized Error',
    'Forbidden Error',
  ]);
});

test.each(replays)('$example.title ($line)', async ({ example, line }) => {
  await replay(server, clock, example, line);
  passed += 1;
});
