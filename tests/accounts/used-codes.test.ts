import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { createVolley, type Shot, type Volley } from '../support/volley';
import { MINUTE, type OtpServer, otherThan, standingOf, startOtpServer } from './otp-harness';

const AT_ONCE = 20;
const LIMIT = 5;
const PASSWORD = 'correct horse';
const REFUSED = '401 Invalid code';

let server: OtpServer;
let admin: string;
let volley: Volley;

beforeAll(async () => {
  server = await startOtpServer();
  volley = createVolley(server.url);
  const chief = await server.user({ username: 'chief', roles: ['admin'] });
  admin = await server.token(chief.id);
});
afterAll(async () => {
  volley.close();
  await server.stop();
});

let users = 0;
const somebody = async () => {
  users += 1;
  const mobile = `+4940${1_000_000 + users}`;
  const { id } = await server.user({ username: `coded${users}`, phone: mobile, password: PASSWORD });
  return { id, mobile };
};

const login = (mobile: string, otp: string, ip: string): Shot => ({
  line: 'POST /api/auth/otp/login',
  body: { mobile, otp },
  headers: { 'X-Forwarded-For': ip },
});

/** The answers without what differs from call to call, each with how often it came. */
const answersTo = async (shots: readonly Shot[]): Promise<Record<string, number>> => {
  const times: Record<string, number> = {};
  for (const { status, text } of await volley.fire(shots)) {
    const answer = status === 200 ? '200' : `${status} ${text}`;
    times[answer] = (times[answer] ?? 0) + 1;
  }
  return times;
};

/** What the audit trail tells of the tries at a user's code, oldest first: `in`, or why not. */
const outcomesOf = async (id: number): Promise<unknown[]> => {
  const query = `action=auth.signInByCode&target_type=user&target_id=${id}&limit=200`;
  const { json } = await server.ask(`GET /api/audit?${query}`, { token: admin });
  const entries = json as { result: string; details: { reason?: string } }[];
  return entries.map(({ result, details }) => (result === 'done' ? 'in' : details.reason)).reverse();
};

const triesAgainst = async (mobile: string): Promise<number> => {
  const { rows } = await server.database.pool.query('select from sign_in_tries where name_canonical = $1', [
    `@tel:${mobile}`,
  ]);
  return rows.length;
};

const standing = async (id: number) => {
  const { failures, lock } = await standingOf(server, id);
  return { failures, lock };
};

test.each([
  ['twenty addresses', (round: number, index: number) => `10.${round}.${index}.1`],
  ['one address', (round: number) => `198.51.100.${round}`],
])(
  'of twenty sign-ins at once with one right code from %s one succeeds, and the others count for nothing',
  async (where, addressOf) => {
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const { id, mobile } = await somebody();
      const code = await server.codeFor(mobile);
      const shots = Array.from({ length: AT_ONCE }, (_, index) =>
        login(mobile, code, addressOf(round, index)),
      );
      expect(await answersTo(shots)).toEqual({ '200': 1, [REFUSED]: AT_ONCE - 1 });
      expect(await standing(id)).toEqual({ failures: 0, lock: null });
      expect(await triesAgainst(mobile)).toBe(0);
      expect(await outcomesOf(id)).toEqual(['in', ...Array(AT_ONCE - 1).fill('used_code')]);
      const { rows } = await server.database.pool.query('select from sessions where user_id = $1', [id]);
      expect(rows).toHaveLength(1);
    }
    report(
      `used codes: ${COUNTS.raceRounds} rounds of ${AT_ONCE} at once from ${where}, in 1 each, counted 0`,
    );
  },
  300_000,
);

test('a used code never signs in twice, is no better than a wrong one to look at, and costs nothing', async () => {
  const { id, mobile } = await somebody();
  const code = await server.codeFor(mobile);
  const from = '192.0.2.90';
  expect(await answersTo([login(mobile, code, from)])).toEqual({ '200': 1 });
  for (let tries = 0; tries < 2 * LIMIT; tries += 1) {
    expect(await answersTo([login(mobile, code, from)])).toEqual({ [REFUSED]: 1 });
    const reset = await server.reset({ mobile, otp: code, new_password: 'battery staple' }, from);
    expect([reset.status, reset.text]).toEqual([400, 'Invalid code']);
  }
  expect(await standing(id)).toEqual({ failures: 0, lock: null });
  expect(await answersTo([login(mobile, await server.codeFor(mobile), from)])).toEqual({ '200': 1 });
});

test('wrong codes go on counting beside it, to the same limit', async () => {
  const { id, mobile } = await somebody();
  const code = await server.codeFor(mobile);
  const from = '192.0.2.91';
  await answersTo([login(mobile, code, from)]);
  for (let tries = 1; tries <= LIMIT; tries += 1) {
    expect(await answersTo([login(mobile, otherThan(code), from)])).toEqual({ [REFUSED]: 1 });
    expect(await standing(id)).toEqual({ failures: tries, lock: tries < LIMIT ? null : 'failures' });
    if (tries < LIMIT) expect(await answersTo([login(mobile, code, from)])).toEqual({ [REFUSED]: 1 });
  }
  expect(await answersTo([login(mobile, code, from)])).toEqual({ '429 Too many login attempts': 1 });
  expect(await answersTo([login(mobile, code, '192.0.2.92')])).toEqual({ [REFUSED]: 1 });
  expect((await outcomesOf(id)).slice(-2)).toEqual(['too_many_tries', 'locked']);
});

test.each([
  ['a newer one was sent', async (mobile: string) => void (await server.codeFor(mobile))],
  ['it would have run out', async () => server.clock.advance(5 * MINUTE)],
])('it is a wrong one once %s', async (_when, happen) => {
  const { id, mobile } = await somebody();
  const code = await server.codeFor(mobile);
  await answersTo([login(mobile, code, '192.0.2.93')]);
  await happen(mobile);
  if (server.codes.last() === code && _when.startsWith('a newer')) return;
  expect(await answersTo([login(mobile, code, '192.0.2.93')])).toEqual({ [REFUSED]: 1 });
  expect(await standing(id)).toEqual({ failures: 1, lock: null });
  expect(await outcomesOf(id)).toEqual(['in', 'wrong_code']);
});
