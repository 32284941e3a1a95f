import { type Answer, startTestServer, type TestServer } from '../support/test-server';
import { createVolley, type Shot, statusCounts, type Volley } from '../support/volley';
import { askInTurn, overLimit, passed, refusals } from './limited-token';

const LIMIT = 5;
// One dialect alone, so that there are paths which are nobody's.
const SETTINGS = { RATE_LIMIT_ANONYMOUS_PER_MIN: String(LIMIT), DIALECTS: 'rest' };

interface Party {
  readonly server: TestServer;
  readonly volley: Volley;
  stop(): Promise<void>;
}

const startParty = async (settings: Record<string, string>): Promise<Party> => {
  const server = await startTestServer({ settings: { ...SETTINGS, ...settings } });
  const volley = createVolley(server.url);
  return {
    server,
    volley,
    stop: () => {
      volley.close();
      return server.stop();
    },
  };
};

/** A request of nobody, as the last proxy tells where it came from. */
const from = (address: string, line = 'GET /api/users'): Shot => ({
  line,
  headers: { 'X-Forwarded-For': address },
});

const STYLES = ['GET /api/users', 'GET /api/users/list', 'HEAD /api/users/get/1', 'POST /api/users/create'];

const repeated = (count: number, address: (index: number) => string): Shot[] =>
  Array.from({ length: count }, (_, index) => from(address(index), STYLES[index % STYLES.length]));

describe('behind one proxy', () => {
  let party: Party;
  beforeAll(async () => {
    party = await startParty({ TRUST_PROXY: '1' });
  });
  afterAll(() => party.stop());

  const passedFrom = async (count: number, address: (index: number) => string): Promise<number> =>
    passed(await party.volley.fire(repeated(count, address)));

  test('an address has one budget over all spellings', async () => {
    const answers = await party.volley.fire(repeated(3 * LIMIT, () => '192.0.2.1'));
    expect(statusCounts(answers)).toEqual({ 401: LIMIT, 429: 2 * LIMIT });
    expect(refusals(answers)).toEqual([overLimit(LIMIT, 'minute')]);
  });

  test('IPv4 addresses are never merged', async () => {
    expect(await passedFrom(50, (index) => `198.51.100.${index + 1}`)).toBe(50);
    expect(await passedFrom(50, (index) => `198.51.${index + 1}.1`)).toBe(50);
  });

  test.each<[string, (index: number) => string]>([
    ['addresses of one /64', (index) => `2001:db8:1:100::${index + 1}`],
    ['networks of one /56', (index) => `2001:db8:1:2${index.toString(16).padStart(2, '0')}::1`],
    ['both', (index) => `2001:db8:1:3${index.toString(16).padStart(2, '0')}::${index + 1}`],
    [
      'spellings of one address',
      (index) =>
        ['2001:db8:1:400::1', '2001:DB8:1:400::1', '2001:0db8:0001:0400:0000:0000:0000:0001'][
          index % 3
        ] as string,
    ],
  ])('IPv6: %s share a budget', async (_, address) => {
    expect(await passedFrom(3 * LIMIT, address)).toBe(LIMIT);
  });

  test('IPv6: two blocks of /56 are two', async () => {
    const block = (index: number): string =>
      index % 2 === 0 ? '2001:db8:2:100::1' : `2001:db8:2:0ff::${index}`;
    expect(await passedFrom(6 * LIMIT, block)).toBe(2 * LIMIT);
  });

  test('IPv4 in the notation of IPv6 is that IPv4 address, however it is written', async () => {
    const spellings = [
      '203.0.113.7',
      '::ffff:203.0.113.7',
      '::FFFF:203.0.113.7',
      '::ffff:cb00:7107',
      '::FFFF:CB00:7107',
      '0:0:0:0:0:ffff:203.0.113.7',
      '0000:0000:0000:0000:0000:ffff:cb00:7107',
    ];
    expect(await passedFrom(21, (index) => spellings[index % spellings.length] as string)).toBe(LIMIT);
    expect(await passedFrom(20, (index) => `::ffff:203.0.114.${index + 1}`)).toBe(20);
  });

  test('only what the proxy added counts: addresses that the caller wrote before it gain nothing', async () => {
    expect(await passedFrom(15, (index) => `10.0.0.${index}, 192.0.2.20`)).toBe(LIMIT);
    const forged = Array.from({ length: 15 }, (_, index) => ({
      line: 'GET /api/users',
      headers: {
        'X-Forwarded-For': '192.0.2.21',
        Forwarded: `for=10.1.0.${index}`,
        'X-Real-IP': `10.2.0.${index}`,
        'X-Client-IP': `10.3.0.${index}`,
        'CF-Connecting-IP': `10.4.0.${index}`,
      },
    }));
    expect(passed(await party.volley.fire(forged))).toBe(LIMIT);
  });

  /** Asks the lines one after another from an address of its own. */
  const inTurn = (address: string, lines: readonly string[], token?: string): Promise<Answer[]> =>
    askInTurn(party.server.url, lines, {
      headers: { 'X-Forwarded-For': address },
      ...(token !== undefined && { token }),
    });

  test.each([
    ['unknown paths', '192.0.2.31', 'GET /api/nothing', 404, undefined],
    ['unknown paths outside every dialect', '192.0.2.32', 'GET /nothing', 404, undefined],
    ['wrong methods', '192.0.2.33', 'DELETE /api/users/list', 405, undefined],
    ['no credentials', '192.0.2.34', 'GET /api/users/1', 401, undefined],
    ['credentials that nobody knows', '192.0.2.35', 'GET /api/users/1', 401, 'rst_unknown'],
    ['malformed credentials', '192.0.2.36', 'GET /api/users/1', 401, 'two words'],
    ['refreshes', '192.0.2.37', 'POST /api/auth/refresh', 400, undefined],
    ['sign-ins', '192.0.2.38', 'POST /api/auth/login', 400, undefined],
    ['OPTIONS', '192.0.2.39', 'OPTIONS /api/users', 204, undefined],
  ])('%s count against the address and become 429', async (_, address, line, status, token) => {
    const answers = await inTurn(address, Array(2 * LIMIT).fill(line), token);
    expect(answers.map((answer) => answer.status)).toEqual([
      ...Array(LIMIT).fill(status),
      ...Array(LIMIT).fill(429),
    ]);
    expect(refusals(answers)).toEqual([overLimit(LIMIT, 'minute')]);
    expect(answers.filter((answer) => answer.status === 429 && answer.headers['www-authenticate'])).toEqual(
      [],
    );
  });

  test('what ends before a caller is known shares one budget', async () => {
    const lines = ['GET /api/nothing', 'PUT /api/users', 'GET /api/users', 'POST /api/auth/login'];
    const answers = await inTurn('192.0.2.41', [...lines, ...lines]);
    expect(answers.map(({ status }) => status)).toEqual([404, 405, 401, 400, 404, 429, 429, 429]);
  });

  test('callers who are known go on at an address whose budget is spent, but not to where they are not asked for', async () => {
    await party.server.user({ username: 'admin', roles: ['admin'] });
    const token = await party.server.token(1);
    await inTurn('192.0.2.42', Array(2 * LIMIT).fill('GET /api/users/1'));
    const answers = await inTurn('192.0.2.42', ['GET /api/users/1', 'GET /api/nothing', 'GET /livez'], token);
    expect(answers.map(({ status }) => status)).toEqual([200, 429, 200]);
  });
});

describe('behind two proxies', () => {
  let party: Party;
  beforeAll(async () => {
    party = await startParty({ TRUST_PROXY: '2' });
  });
  afterAll(() => party.stop());

  test('the address before the last proxy counts', async () => {
    const forged = Array.from({ length: 15 }, (_, index) =>
      from(`10.0.0.${index}, 192.0.2.1, 172.16.0.${index}`),
    );
    expect(passed(await party.volley.fire(forged))).toBe(LIMIT);
    const honest = Array.from({ length: 15 }, (_, index) => from(`192.0.2.${index + 10}, 172.16.0.1`));
    expect(passed(await party.volley.fire(honest))).toBe(15);
  });
});

describe('without a proxy', () => {
  let party: Party;
  beforeAll(async () => {
    party = await startParty({ TRUST_PROXY: 'false' });
  });
  afterAll(() => party.stop());

  test('headers that name an address gain nothing', async () => {
    const forged = Array.from({ length: 4 * LIMIT }, (_, index) => ({
      line: 'GET /api/users',
      headers: {
        'X-Forwarded-For': `10.0.0.${index}`,
        Forwarded: `for=10.1.0.${index}`,
        'X-Real-IP': `10.2.0.${index}`,
      },
    }));
    expect(passed(await party.volley.fire(forged))).toBe(LIMIT);
  });
});
