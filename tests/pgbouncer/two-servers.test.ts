import pg from 'pg';
import { COUNTS } from '../support/counts';
import { sql } from '../support/empty-database';
import { insertManyUsers } from '../support/many-users';
import { report } from '../support/report';
import { runRoster } from '../support/roster-process';
import { ask } from '../support/test-server';
import { hasProgram } from '../support/tools';
import { statusCounts } from '../support/volley';
import { PASSWORD, startTwoServers, type TwoServers } from './two-servers';

jest.setTimeout(300_000);

/** Failures of one name at one address before a try is not heard. */
const LIMIT = 5;
const STREAMED = 20_000;
const ROUNDS = Math.max(5, COUNTS.raceRounds / 4);

const behindPgBouncer = hasProgram('pgbouncer') ? describe : describe.skip;

const countsOf = (letters: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const letter of letters) counts[letter] = (counts[letter] ?? 0) + 1;
  return counts;
};

behindPgBouncer('two servers through one PgBouncer of five connections', () => {
  let two: TwoServers;

  beforeAll(async () => {
    two = await startTwoServers();
  });

  afterAll(() => two?.stop());

  test('the schema was made once, on the way that leads past it', async () => {
    const rows = await sql<{ n: number }>(two.url, 'select count(*)::int as n from migrations group by name');
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
    for (const { address } of two.servers) expect((await ask(address, 'GET /readyz')).text).toBe('ok');
  });

  /** Adds to a user's name what it has not yet, as often as it takes; returns how often that was in vain. */
  const append = async (id: number, place: number): Promise<number> => {
    const line = `/api/v1/users/${id}`;
    for (let stale = 0; ; stale += 1) {
      const { json, headers } = await two.on(place, `GET ${line}`);
      const name = `${(json as { name: string }).name}${place}`;
      const { status } = await two.on(place, `PUT ${line}`, {
        body: { name },
        headers: { 'If-Match': headers['etag'] ?? '' },
      });
      if (status === 200) return stale;
      expect(status).toBe(412);
    }
  };

  test('who reads, changes and comes again when stale loses nothing', async () => {
    const id = await two.makeUser('appended');
    await two.on(0, `PUT /api/v1/users/${id}`, { body: { name: '-' } });
    const places = Array.from({ length: 8 }, (_, index) => index % 2);
    let stale = 0;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const count of await Promise.all(places.map((place) => append(id, place)))) stale += count;
    const { name } = (await two.on(1, `GET /api/v1/users/${id}`)).json as { name: string };
    expect(countsOf(name)).toEqual({ '-': 1, 0: 4 * ROUNDS, 1: 4 * ROUNDS });
    report(`updates through PgBouncer: ${8 * ROUNDS}, lost 0, ${stale} times stale`);
  });

  test('of many creates of one name at once one is carried out', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const body = { username: `once${round}`, email: `once${round}@example.com`, password: PASSWORD };
      const answers = await two.fire(Array.from({ length: 30 }, () => ({ line: 'POST /api/users', body })));
      expect(statusCounts(answers)).toEqual({ 201: 1, 409: 29 });
    }
  });

  test('wrong passwords at once on both: exactly as many are heard as the limit', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const username = `guessed${round}`;
      await two.makeUser(username);
      const shot = {
        line: 'POST /api/auth/login',
        body: { username, password: 'not the password' },
        headers: { 'X-Forwarded-For': '192.0.2.1' },
      };
      const answers = await two.fire(Array.from({ length: 20 }, () => shot));
      expect(statusCounts(answers)).toEqual({ 401: LIMIT, 429: 20 - LIMIT });
    }
    report(`wrong passwords through PgBouncer: ${ROUNDS} rounds of 20 at once, heard ${LIMIT} each`);
  });

  test('what ends access on one server has ended it by the next request on the other', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const username = `ended${round}`;
      const id = await two.makeUser(username);
      const token = await two.signIn(1, username);
      expect((await two.on(1, 'GET /api/auth/me', { token })).status).toBe(200);
      expect((await two.on(0, `POST /api/users/suspend/${id}`)).status).toBe(200);
      expect((await two.on(1, 'GET /api/auth/me', { token })).status).toBe(401);
    }
    report(`access ended through PgBouncer: ${ROUNDS} rounds, late 0`);
  });

  test('so has a command, on both', async () => {
    await two.makeUser('commanded');
    const tokens = [await two.signIn(0, 'commanded'), await two.signIn(1, 'commanded')];
    const { code } = await runRoster(['users', 'suspend', 'commanded'], { settings: two.settings });
    const answers = await Promise.all(
      tokens.map((token, place) => two.on(place, 'GET /api/auth/me', { token })),
    );
    expect([code, ...answers.map(({ status }) => status)]).toEqual([0, 401, 401]);
  });

  test('a lock that is held makes requests fail in time, and nothing else', async () => {
    const id = await two.makeUser('locked-out');
    const body = { email: 'other@example.com' };
    const holder = new pg.Client({ connectionString: two.url });
    await holder.connect();
    await holder.query('begin; lock table users in access exclusive mode');
    const { status, headers } = await two.on(0, `PUT /api/users/${id}`, { body });
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    await holder.end();
    expect((await two.on(0, `PUT /api/users/${id}`, { body })).status).toBe(200);
  });

  test('many users are listed whole, by both at once', async () => {
    await insertManyUsers(two.url, STREAMED, 'streamed');
    const [{ n } = { n: 0 }] = await sql<{ n: number }>(two.url, 'select count(*)::int as n from users');
    const lists = await two.fire([1, 2].map(() => ({ line: 'GET /api/users' })));
    for (const { status, json } of lists) {
      const ids = (json as { id: number }[]).map((user) => user.id);
      expect([status, ids.length, new Set(ids).size]).toEqual([200, n, n]);
    }
    report(`two lists of ${n} users through PgBouncer at once, whole`);
  });
});
