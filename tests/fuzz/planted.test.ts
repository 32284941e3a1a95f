import { createTable } from '../../routes/table';
import { AppError } from '../../src/domain/error';
import type { TestServer } from '../support/test-server';
import { loggedErrors, startFuzzServer } from './dialect-fuzz';
import { createDraw } from './draw';
import { fuzz } from './fuzz';
import { NAUGHTY, NAUGHTY_STRINGS } from './naughty';
import { operationsOf } from './operations';

let server: TestServer;
/** What reading a user comes to, in turn; the last goes on for ever. */
let failures: Error[];

const nextFailure = (): Error => (failures.length > 1 ? failures.shift() : failures[0]) ?? new Error('none');

beforeAll(async () => {
  server = await startFuzzServer({
    controllers: {
      'users.get': async () => {
        throw nextFailure();
      },
    },
  });
});
afterAll(() => server.stop());

const operations = operationsOf(createTable(), 'rails').filter(
  ({ method, path }) => method === 'GET' && path.endsWith('{id}'),
);

test('a fault that was planted is found, logged, and told as the smallest request that shows it', async () => {
  failures = [new Error('planted')];
  const { problems } = await fuzz({ server, name: 'planted', operations, requests: 60 });
  expect(problems.length).toBeGreaterThan(0);
  expect(problems[0]).toMatch(
    /^planted, SEED=\d+: status 500\n {2}curl -sS -i --globoff --path-as-is -X GET -H 'Authorization: [^']+' 'http:\S+'$/,
  );
  expect(loggedErrors(server).length).toBeGreaterThan(0);
});

test('a server that was busy for a moment is asked again; one that stays so is told of, with what its log says', async () => {
  failures = [new AppError('unavailable'), new AppError('user_not_found')];
  const once = await fuzz({ server, name: 'busy', operations, requests: 30 });
  expect([once.problems, once.statuses['503'], once.busy]).toEqual([[], 1, 1]);
  failures = [new AppError('unavailable')];
  const { problems, busy } = await fuzz({ server, name: 'away', operations, requests: 8 });
  expect(busy).toBe(0);
  expect(problems[0]).toMatch(/^away, SEED=\d+: status 503 \(unavailable\)\n/);
}, 120_000);

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
