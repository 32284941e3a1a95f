import type { User } from '../../src/domain/user';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { startTestServer, type TestServer } from '../support/test-server';
import { createVolley, type Shot, statusCounts, type Volley } from '../support/volley';

const TIMEOUT = 600_000;

/** Every way to take an administrator away, aimed at an id. */
const TAKEAWAYS = {
  delete: (id: number) => ({ line: `DELETE /api/users/${id}` }),
  suspend: (id: number) => ({ line: `POST /api/users/suspend/${id}` }),
  'suspend by update': (id: number) => ({ line: `PUT /api/users/${id}`, body: { status: 'suspended' } }),
  demote: (id: number) => ({ line: `PUT /api/users/${id}/roles`, body: { roles: ['user'] } }),
  lock: (id: number) => ({ line: `POST /api/users/lock/${id}` }),
} as const;

type Takeaway = keyof typeof TAKEAWAYS;
const NAMES = Object.keys(TAKEAWAYS) as Takeaway[];
const PAIRS = NAMES.flatMap((one) => NAMES.map((other) => [one, other] as const));

/** What the loser may be told: the rule, or that its own rights went before it was looked at. */
const REFUSALS = ['409 The last active administrator must stay', '401 Unauthorized', '403 Forbidden'];

let server: TestServer;
let volley: Volley;

beforeAll(async () => {
  server = await startTestServer();
  volley = createVolley(server.url);
});

/** What losers of the paired rounds were told, and how often. */
const told: Record<string, number> = {};
let pairRounds = 0;

afterAll(async () => {
  report(
    `last administrator, ${PAIRS.length} pairs: ${pairRounds} rounds, 1 success and 1 left each; refusals ${JSON.stringify(told)}`,
  );
  volley.close();
  await server.stop();
});

interface Admin {
  readonly user: User;
  readonly token: string;
}

let made = 0;
const makeAdmin = async (): Promise<Admin> => {
  made += 1;
  const user = await server.user({ username: `admin${made}`, roles: ['admin'] });
  return { user, token: await server.token(user.id) };
};

/** Two administrators and nobody else. */
const setTheStage = async (): Promise<[Admin, Admin]> => {
  await server.database.pool.query('update users set deleted_at = now() where deleted_at is null');
  return [await makeAdmin(), await makeAdmin()];
};

const countActiveAdmins = async (): Promise<number> => {
  const { rows } = await server.database.pool.query(`
    select count(distinct u.id)::int as count from users u join user_roles r on r.user_id = u.id and r.role_id in (1, 3)
    where u.deleted_at is null and u.status = 'active' and u.lock_cause is null`);
  return rows[0].count;
};

const against = (by: Admin, target: Admin, name: Takeaway): Shot => ({
  token: by.token,
  ...TAKEAWAYS[name](target.user.id),
});

test.each(PAIRS)(
  'two administrators at each other: %s and %s',
  async (one, other) => {
    const rounds = Math.ceil(COUNTS.raceRounds / 10);
    for (let round = 0; round < rounds; round += 1) {
      const [a, b] = await setTheStage();
      const answers = await volley.fire([against(a, b, one), against(b, a, other)]);
      const loser = answers.find(({ status }) => status !== 200);
      const refusal = `${loser?.status} ${loser?.text}`;
      expect(statusCounts(answers)[200]).toBe(1);
      expect(REFUSALS).toContain(refusal);
      expect(await countActiveAdmins()).toBe(1);
      told[refusal] = (told[refusal] ?? 0) + 1;
      pairRounds += 1;
    }
  },
  TIMEOUT,
);

test(
  'every takeaway at once from both sides leaves one administrator',
  async () => {
    const rounds = COUNTS.raceRounds;
    for (let round = 0; round < rounds; round += 1) {
      const [a, b] = await setTheStage();
      const answers = await volley.fire(NAMES.flatMap((name) => [against(a, b, name), against(b, a, name)]));
      expect(answers.filter(({ status }) => status >= 500 || status === 400)).toEqual([]);
      expect(await countActiveAdmins()).toBe(1);
    }
    report(
      `last administrator, all takeaways from both sides: ${rounds} rounds of ${2 * NAMES.length}, 1 left each`,
    );
  },
  TIMEOUT,
);
