import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { type Answer, startTestServer, type TestServer } from '../support/test-server';
import { createVolley, statusCounts, type Volley } from '../support/volley';

const TIMEOUT = 300_000;
const PASSWORD = 'securepassword123';

interface SignedIn {
  readonly access_token: string;
  readonly refresh_token: string;
}

let server: TestServer;
let volley: Volley;

beforeAll(async () => {
  // One proxy in front, so that tries can come from as many addresses as a test needs.
  server = await startTestServer({ settings: { TRUST_PROXY: '1' } });
  await server.user({ username: 'admin', roles: ['admin'] });
  volley = createVolley(server.url);
});

afterAll(async () => {
  volley.close();
  await server.stop();
});

const signedIn = ({ json }: Answer): SignedIn => json as SignedIn;

const signIn = (username: string, password = PASSWORD, ip = '192.0.2.1') => ({
  line: 'POST /api/auth/login',
  body: { username, password },
  headers: { 'X-Forwarded-For': ip },
});

const refresh = (refresh_token: string) => ({ line: 'POST /api/auth/refresh', body: { refresh_token } });

const me = (token: string) => ({ line: 'GET /api/auth/me', token });

const fireOne = async (shot: Parameters<Volley['fire']>[0][number]): Promise<Answer> =>
  (await volley.fire([shot]))[0] as Answer;

test(
  'sixteen refreshes of one token get one successor; a replay of an older one ends the family',
  async () => {
    const TABS = 16;
    let survivors = 0;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `tabs${round}`;
      await server.user({ username, password: PASSWORD });
      const first = signedIn(await fireOne(signIn(username)));

      const answers = await volley.fire(Array.from({ length: TABS }, () => refresh(first.refresh_token)));
      expect(statusCounts(answers)).toEqual({ 200: TABS });
      const successors = new Set(answers.map((answer) => signedIn(answer).refresh_token));
      expect(successors.size).toBe(1);
      const accessTokens = answers.map((answer) => signedIn(answer).access_token);
      expect(statusCounts(await volley.fire(accessTokens.map(me)))).toEqual({ 200: TABS });

      const [successor = ''] = successors;
      const third = signedIn(await fireOne(refresh(successor)));
      const replay = await fireOne(refresh(first.refresh_token));
      expect([replay.status, replay.text]).toEqual([401, 'Invalid refresh token']);

      const leaves = [first.refresh_token, successor, third.refresh_token].map(refresh);
      const after = await volley.fire([...leaves, ...[...accessTokens, third.access_token].map(me)]);
      survivors += after.filter(({ status }) => status !== 401).length;
    }
    expect(survivors).toBe(0);
    report(`refresh: ${COUNTS.raceRounds} rounds of ${TABS}, 1 successor each, survivors of a replay 0`);
  },
  TIMEOUT,
);

test(
  'a refresh and a replay of its parent at once leave no more than one living family, in a known state',
  async () => {
    let killed = 0;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `replay${round}`;
      await server.user({ username, password: PASSWORD });
      const first = signedIn(await fireOne(signIn(username)));
      const second = signedIn(await fireOne(refresh(first.refresh_token)));
      // Grace ends with the use of the child: whichever comes first decides, and nothing in between exists.
      const [child, parent] = (await volley.fire([
        refresh(second.refresh_token),
        refresh(first.refresh_token),
      ])) as [Answer, Answer];
      const isKilled = parent.status === 401;
      expect([200, isKilled ? 401 : 200]).toContain(child.status);
      expect([200, 401]).toContain(parent.status);
      const grandchild = child.status === 200 ? signedIn(child) : second;
      expect((await fireOne(me(grandchild.access_token))).status).toBe(isKilled ? 401 : 200);
      killed += isKilled ? 1 : 0;
    }
    report(
      `refresh against replay: ${COUNTS.raceRounds} rounds, families ended ${killed}, half-ended families 0`,
    );
  },
  TIMEOUT,
);

interface Heard {
  readonly reason: string;
  readonly count: number;
}

/** Why tries were refused, as the audit trail tells it. */
const refusalsOf = async (name: string): Promise<Record<string, number>> => {
  const { rows } = await server.database.pool.query<Heard>(
    `select details->>'reason' as reason, count(*)::int as count from audit_entries
     where action = 'auth.signIn' and result = 'refused' and details->>'name' = $1 group by 1`,
    [name],
  );
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
};

const lockOf = async (name: string): Promise<{ cause: string | null; failures: number }> => {
  const { rows } = await server.database.pool.query(
    'select lock_cause as cause, failed_sign_ins as failures from users where username = $1',
    [name],
  );
  return rows[0];
};

test(
  'twenty wrong passwords at once from one address: five are heard, and the account is locked',
  async () => {
    const TRIES = 20;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `victim${round}`;
      await server.user({ username, password: PASSWORD });
      // Spellings of one name share its budget.
      const names = [username, username.toUpperCase(), ` ${username}`, username.replace('v', 'ｖ')];
      const answers = await volley.fire(
        Array.from({ length: TRIES }, (_, index) => signIn(names[index % names.length] ?? '', 'wrong-one')),
      );
      expect(statusCounts(answers)).toEqual({ 401: 5, 429: TRIES - 5 });
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
        new Set(['401 Invalid credentials', '429 Too many login attempts']),
      );
      expect(await refusalsOf(username)).toEqual({ wrong_password: 5, too_many_tries: TRIES - 5 });
      expect(await lockOf(username)).toEqual({ cause: 'failures', failures: 5 });

      const [same, elsewhere] = (await volley.fire([
        signIn(username),
        signIn(username, PASSWORD, '192.0.2.99'),
      ])) as [Answer, Answer];
      expect([same.status, same.text]).toEqual([429, 'Too many login attempts']);
      expect([elsewhere.status, elsewhere.text]).toEqual([401, 'Invalid credentials']);
    }
    report(
      `wrong passwords: ${COUNTS.raceRounds} rounds of ${TRIES} at once, heard 5 each, overrun 0, locked each`,
    );
  },
  TIMEOUT,
);

test(
  'wrong passwords at once from twenty addresses: all refused alike, and the right one after them too',
  async () => {
    const TRIES = 20;
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `spread${round}`;
      await server.user({ username, password: PASSWORD });
      const answers = await volley.fire(
        Array.from({ length: TRIES }, (_, index) => signIn(username, 'wrong-one', `198.51.100.${index + 1}`)),
      );
      expect(statusCounts(answers)).toEqual({ 401: TRIES });
      expect((await lockOf(username)).cause).toBe('failures');
      const right = await fireOne(signIn(username, PASSWORD, '198.51.100.200'));
      expect([right.status, right.text]).toEqual([401, 'Invalid credentials']);
    }
    report(
      `wrong passwords from ${TRIES} addresses: ${COUNTS.raceRounds} rounds, all 401, locked each, let in after 0`,
    );
  },
  TIMEOUT,
);
