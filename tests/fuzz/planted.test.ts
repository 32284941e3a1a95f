import { createTable } from '../../routes/table';
import type { TestServer } from '../support/test-server';
import { loggedErrors, startFuzzServer } from './dialect-fuzz';
import { createDraw } from './draw';
import { fuzz } from './fuzz';
import { NAUGHTY, NAUGHTY_STRINGS } from './naughty';
import { operationsOf } from './operations';

let server: TestServer;

beforeAll(async () => {
  server = await startFuzzServer({
    controllers: {
      'users.get': async () => {
        throw new Error('planted');
      },
    },
  });
});
afterAll(() => server.stop());

test('a fault that was planted is found, logged, and told as the smallest request that shows it', async () => {
  const operations = operationsOf(createTable(), 'rails').filter(
    ({ method, path }) => method === 'GET' && path.endsWith('{id}'),
  );
  const { problems } = await fuzz({ server, name: 'planted', operations, requests: 60 });
  expect(problems.length).toBeGreaterThan(0);
  expect(problems[0]).toMatch(
    /^planted, SEED=\d+: status 500\n {2}curl -sS -i --globoff --path-as-is -X GET -H 'Authorization: [^']+' 'http:\S+'$/,
  );
  expect(loggedErrors(server).length).toBeGreaterThan(0);
});

test('the naughty strings are many, of many kinds, and each is there once', () => {
  expect(NAUGHTY.size).toBeGreaterThanOrEqual(10);
  expect(NAUGHTY_STRINGS.length).toBeGreaterThan(500);
  expect(new Set(NAUGHTY_STRINGS).size).toBe(NAUGHTY_STRINGS.length);
});

test('the same seed draws the same', () => {
  const drawn = (purpose: string): number[] => {
    const draw = createDraw(7, purpose);
    return Array.from({ length: 20 }, () => draw.below(1000));
  };
  expect(drawn('a 1')).toEqual(drawn('a 1'));
  expect(drawn('a 1')).not.toEqual(drawn('a 2'));
});
