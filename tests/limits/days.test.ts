import { type AnotherServer, startAnotherServer } from '../support/another-server';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { createVolley } from '../support/volley';
import { limitedToken, overLimit, passed, reads, refusals } from './limited-token';

const NOON = '2030-06-15T12:00:00Z';

let server: TestServer;
let time = new Date(NOON);
const clock = { now: () => time };

beforeAll(async () => {
  server = await startTestServer({ clock });
  await server.user({ username: 'admin', roles: ['admin'] });
});

beforeEach(() => {
  time = new Date(NOON);
});

afterAll(() => server.stop());

/** How many of so many reads at once a server lets through. */
const passedAt = async (url: string, count: number, token: string): Promise<number> => {
  const volley = createVolley(url);
  try {
    const answers = await volley.fire(reads(count).map((line) => ({ line, token })));
    expect(
      refusals(answers).filter((sentence) => !/^Rate limit exceeded: .* per day/.test(sentence)),
    ).toEqual([]);
    return passed(answers);
  } finally {
    volley.close();
  }
};

const storedCount = async (): Promise<number> => {
  const { rows } = await server.database.pool.query(
    'select count from token_day_counts where token_id = (select max(id) from api_tokens)',
  );
  return rows[0].count;
};

/** Lets a server of its own do some of the day's work, and ends it in this way. */
const withAnother = async <T>(
  end: 'stop' | 'kill',
  work: (another: AnotherServer) => Promise<T>,
): Promise<T> => {
  const another = await startAnotherServer(server, clock);
  try {
    return await work(another);
  } finally {
    await another[end]();
  }
};

/** Limits, and how much of each is used before the end: in the larger ones a block is under way just then. */
const USES = [
  [1, 1],
  [5, 4],
  [60, 43],
  [300, 205],
] as const;

describe('over a restart', () => {
  test.each(USES)(
    'an orderly stop gives back what was not used: a limit of %i stays exact after %i',
    async (limit, used) => {
      const token = await limitedToken(server, 1, { requestsPerDay: limit });
      const before = await withAnother('stop', ({ url }) => passedAt(url, used, token));
      expect(await storedCount()).toBe(used);
      const after = await withAnother('stop', ({ url }) => passedAt(url, 3 * limit, token));
      expect([before, after]).toEqual([used, limit - used]);
      report(`day limit ${limit} over an orderly restart: ${before} + ${after}`);
    },
  );

  test.each(USES)(
    'a kill never gives more than %i, and after %i takes no more than a tenth of what was used',
    async (limit, used) => {
      const token = await limitedToken(server, 1, { requestsPerDay: limit });
      const before = await withAnother('kill', ({ url }) => passedAt(url, used, token));
      const after = await withAnother('stop', ({ url }) => passedAt(url, 3 * limit, token));
      const lost = limit - before - after;
      expect(before).toBe(used);
      expect(lost).toBeGreaterThanOrEqual(0);
      expect(lost).toBeLessThanOrEqual(Math.floor(used / 10));
      report(`day limit ${limit} over a kill: ${before} + ${after}, lost ${lost}`);
    },
  );

  test('a day that was spent stays spent', async () => {
    const token = await limitedToken(server, 1, { requestsPerDay: 5 });
    expect(await withAnother('stop', ({ url }) => passedAt(url, 15, token))).toBe(5);
    expect(await withAnother('kill', ({ url }) => passedAt(url, 15, token))).toBe(0);
    expect(await passedAt(server.url, 1, token)).toBe(0);
  });
});

test.each([5, 60])('two servers over one database share a limit of %i exactly', async (limit) => {
  const token = await limitedToken(server, 1, { requestsPerDay: limit });
  const each = await withAnother('stop', ({ url }) =>
    Promise.all([passedAt(server.url, 2 * limit, token), passedAt(url, 2 * limit, token)]),
  );
  expect(each[0] + each[1]).toBe(limit);
  report(`day limit ${limit} on two servers at once: ${each.join(' + ')}`);
});

describe('the day', () => {
  const tryAt = async (at: string, token: string): Promise<string> => {
    time = new Date(at);
    const { status, text } = await server.ask('GET /api/users/1', { token });
    return status === 429 ? text : String(status);
  };

  test('begins at midnight UTC, to the millisecond', async () => {
    const token = await limitedToken(server, 1, { requestsPerDay: 2 });
    const spent = overLimit(2, 'day');
    expect(await tryAt('2030-06-15T00:00:00.000Z', token)).toBe('200');
    expect(await tryAt('2030-06-15T23:59:59.999Z', token)).toBe('200');
    expect(await tryAt('2030-06-15T23:59:59.999Z', token)).toBe(spent);
    expect(await tryAt('2030-06-16T00:00:00.000Z', token)).toBe('200');
    expect(await tryAt('2030-06-16T12:00:00.000Z', token)).toBe('200');
    expect(await tryAt('2030-06-16T23:59:59.999Z', token)).toBe(spent);
    expect(await tryAt('2030-06-30T23:59:59.999Z', token)).toBe('200');
    expect(await tryAt('2030-07-01T00:00:00.000Z', token)).toBe('200');
    expect(await tryAt('2030-12-31T23:59:59.999Z', token)).toBe('200');
    expect(await tryAt('2031-01-01T00:00:00.000Z', token)).toBe('200');
  });

  test('a budget that was spent is whole on the next day, exactly', async () => {
    const token = await limitedToken(server, 1, { requestsPerDay: 60 });
    expect(await passedAt(server.url, 180, token)).toBe(60);
    time = new Date('2030-06-16T00:00:00Z');
    expect(await passedAt(server.url, 180, token)).toBe(60);
  });

  test('numbers that were leased and not used do not pass into the next day', async () => {
    const token = await limitedToken(server, 1, { requestsPerDay: 60 });
    expect(await passedAt(server.url, 45, token)).toBe(45);
    time = new Date('2030-06-16T00:00:00Z');
    expect(await passedAt(server.url, 45, token)).toBe(45);
    expect(await passedAt(server.url, 45, token)).toBe(15);
  });
});
