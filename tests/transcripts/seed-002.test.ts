import { join } from 'node:path';
import { movableClock } from '../http/movable-clock';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { replay, replaysOf } from './replay';
import { beginSeed002 } from './seed-002-state';
import { readTranscripts } from './transcript';

const examples = readTranscripts(join(__dirname, 'seed-002'));
const replays = replaysOf(examples);

const clock = movableClock('2025-03-07T12:00:00Z');
let server: TestServer;
let passed = 0;

beforeAll(async () => {
  server = await startTestServer({ clock });
  await beginSeed002(server);
});

afterAll(async () => {
  await server.stop();
  report(`seed 002: examples passed / total: ${passed} / ${replays.length}`);
});

test('every example of the document is there', () => {
  expect(examples.map(({ title }) => title).filter((title) => !title.includes(':'))).toEqual([
    'User Structure',
    'Creating Users',
    'Updating Users',
    'Deleting Users',
    'Missing Required Fields',
    'Invalid Email',
    'Non-existent User',
  ]);
});

test.each(replays)('$example.title ($line)', async ({ example, line }) => {
  await replay(server, clock, example, line);
  passed += 1;
});
