import { join } from 'node:path';
import { movableClock } from '../http/movable-clock';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { replay, replaysOf } from './replay';
import { beginSeed000 } from './seed-000-state';
import { readTranscripts } from './transcript';

const examples = readTranscripts(join(__dirname, 'seed-000'));
const replays = replaysOf(examples);

const clock = movableClock('2026-02-09T16:21:02Z');
let server: TestServer;
let passed = 0;

beforeAll(async () => {
  server = await startTestServer({ clock });
});

afterAll(async () => {
  await server.stop();
  report(`seed 000: examples passed / total: ${passed} / ${replays.length}`);
});

test('every example of the document is there', () => {
  expect(examples.map(({ title }) => title)).toEqual([
    'Create New User',
    'List All Users',
    'Get Specific User by ID',
    'Update User',
    'Reset User Password',
    'Revoke All User Sessions',
    'Delete User Account',
  ]);
});

// Every example finds what those before it have left, so each style is told from the beginning.
describe.each(['literal', 'escaped'])('the colon %s', (style) => {
  beforeAll(() => beginSeed000(server));

  test.each(replays.filter((one) => one.style === style))('$example.title ($line)', async (one) => {
    await replay(server, clock, one.example, one.line);
    passed += 1;
  });
});
