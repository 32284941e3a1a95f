import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { createVolley, type Shot, statusCounts, type Volley } from '../support/volley';
import { ADMIN_TOKEN, hasTopology, startTopology, type Topology } from './topology';

jest.setTimeout(300_000);

const LIMIT = 20;
const PASSWORD = 'securepassword123';
const SIGN_IN_FAILURES = 5;

let topology: Topology;
let volley: Volley;
/** One on each replica, past the proxy. */
let direct: Volley[];

const asked = async <T>(line: string, body: unknown, token = ADMIN_TOKEN): Promise<T> => {
  const { status, json, text } = await topology.ask(line, { token, body });
  if (status >= 400) throw new Error(`${line}: ${status} ${text}`);
  return json as T;
};

const user = async (username: string): Promise<number> => {
  const email = `${username}@example.com`;
  return (await asked<{ id: number }>('POST /api/users', { username, email, password: PASSWORD })).id;
};

/** An API token that a policy limits. */
const limitedToken = async (name: string, limits: Record<string, number | null>): Promise<string> => {
  const { id } = await asked<{ id: number }>('POST /api/policies', { name, ...limits });
  const made = { user_id: 1, policy_id: id, expires_at: null };
  return (await asked<{ token: string }>('POST /api/admin/tokens', made)).token;
};

/** Three times as many as may pass, with half of them at each replica or all through the proxy. */
const fireAll = async (shot: Shot, way: Way): Promise<Record<number, number>> => {
  const shots = Array.from({ length: 3 * LIMIT }, () => shot);
  if (way === 'one after another through the proxy') {
    const answers = [];
    for (const one of shots) answers.push(...(await volley.fire([one])));
    return statusCounts(answers);
  }
  if (way === 'at once through the proxy') return statusCounts(await volley.fire(shots));
  const halves = direct.map((one, n) => one.fire(shots.filter((_, index) => index % 2 === n)));
  return statusCounts((await Promise.all(halves)).flat());
};

const WAYS = [
  'one after another through the proxy',
  'at once through the proxy',
  'at once, half of them at each replica',
] as const;
type Way = (typeof WAYS)[number];

(hasTopology() ? describe : describe.skip)('two replicas behind the proxy', () => {
  beforeAll(async () => {
    topology = await startTopology({
      RATE_LIMIT_SESSION_PER_MIN: String(LIMIT),
      SIGN_IN_FAILURES_PER_ACCOUNT: '1000',
    });
    volley = createVolley(topology.url);
    direct = topology.replicas.map(({ address }) => createVolley(address));
  });
  afterAll(async () => {
    for (const one of [volley, ...(direct ?? [])]) one?.close();
    await topology?.stop();
  });

  const rounds = Math.ceil(COUNTS.replicaRounds / 5);

  test.each(WAYS)(
    `of ${3 * LIMIT} requests with a token that may ${LIMIT} a minute, exactly that many pass: %s`,
    async (way) => {
      for (let round = 0; round < rounds; round += 1) {
        const token = await limitedToken(`minute ${way} ${round}`, { rate_limit_per_min: LIMIT });
        const counts = await fireAll({ line: 'GET /api/users/1', token }, way);
        expect(counts).toEqual({ 200: LIMIT, 429: 2 * LIMIT });
      }
      report(`a minute's limit of ${LIMIT}, ${way}: ${rounds} rounds, passed minus limit 0`);
    },
  );

  test('the same by the day', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const limits = { rate_limit_per_min: null, max_requests_per_day: LIMIT };
      const token = await limitedToken(`day ${round}`, limits);
      const counts = await fireAll({ line: 'GET /api/users/1', token }, 'at once through the proxy');
      expect(counts).toEqual({ 200: LIMIT, 429: 2 * LIMIT });
    }
    report(`a day's limit of ${LIMIT}: ${rounds} rounds, passed minus limit 0`);
  });

  test('the same for a signed-in user', async () => {
    await user('limited');
    const login = { username: 'limited', password: PASSWORD };
    const { access_token: token } = await asked<{ access_token: string }>('POST /api/auth/login', login);
    const counts = await fireAll(
      { line: 'GET /api/auth/me', token },
      'at once, half of them at each replica',
    );
    expect(counts).toEqual({ 200: LIMIT, 429: 2 * LIMIT });
  });

  test(`of many wrong passwords for one name at once, ${SIGN_IN_FAILURES} are heard, and an address that the caller claims changes nothing`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const username = `guessed-${round}`;
      await user(username);
      const answers = await volley.fire(
        Array.from({ length: 3 * SIGN_IN_FAILURES }, (_, n) => ({
          line: 'POST /api/auth/login',
          body: { username, password: `wrong password ${n}` },
          headers: { 'X-Forwarded-For': `203.0.113.${n}` },
        })),
      );
      expect(statusCounts(answers)).toEqual({ 401: SIGN_IN_FAILURES, 429: 2 * SIGN_IN_FAILURES });
    }
    report(`wrong passwords over both replicas: ${rounds} rounds, heard minus limit 0`);
  });
});

(hasTopology() ? test : test.skip)(
  'callers who are not known are told apart by the address that the proxy adds',
  async () => {
    const anonymous = await startTopology({ RATE_LIMIT_ANONYMOUS_PER_MIN: String(LIMIT) });
    const many = createVolley(anonymous.url);
    const answers = await many.fire(
      Array.from({ length: 3 * LIMIT }, (_, n) => ({
        line: 'GET /api/users/1',
        headers: { 'X-Forwarded-For': `203.0.113.${n}`, Forwarded: `for=203.0.113.${n}` },
      })),
    );
    many.close();
    await anonymous.stop();
    expect(statusCounts(answers)).toEqual({ 401: LIMIT, 429: 2 * LIMIT });
  },
);
