import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { report } from '../support/report';
import { type Answer, startTestServer, type TestServer } from '../support/test-server';
import { claimsOf, encode, forge, HEADER } from './forged-tokens';
import { accountsOf, type Tokens } from './people';
import {
  type Attacks,
  algorithmAttacks,
  claimAttacks,
  keyAttacks,
  type Loot,
  typeAttacks,
} from './token-attacks';

const SECRET = 'a-secret-that-these-tests-forge-with-0123456789';
const PASSWORD = 'securepassword123';

let server: TestServer;
let accounts: ReturnType<typeof accountsOf>;
let listener: Server;
let fetches = 0;
let loot: Loot;
let tokens: Tokens;

beforeAll(async () => {
  listener = createServer((_request, response) => {
    fetches += 1;
    response.end('{"keys":[]}');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  server = await startTestServer({ settings: { JWT_SECRET: SECRET } });
  accounts = accountsOf(server);
  const admin = await server.user({ username: 'admin', roles: ['admin'] });
  const adminToken = await server.token(admin.id);
  const { id } = await server.user({ username: 'ann', password: PASSWORD });
  const other = await server.user({ username: 'bob', password: PASSWORD });
  const ended = await accounts.tokensOf('ann', PASSWORD);
  // Raises the epoch, so that there is an older one, and ends the session.
  await server.ask(`PUT /api/users/${id}/roles`, { token: adminToken, body: { roles: ['user', 'admin'] } });
  tokens = await accounts.tokensOf('ann', PASSWORD);
  loot = {
    secret: SECRET,
    access: tokens.access_token,
    claims: claimsOf(tokens.access_token),
    othersSession: String(claimsOf((await accounts.tokensOf('bob', PASSWORD)).access_token)['sid']),
    othersId: String(other.id),
    endedSession: String(claimsOf(ended.access_token)['sid']),
    refresh: tokens.refresh_token,
    apiToken: await server.token(id),
    keysUrl: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/keys`,
  };
});

afterAll(async () => {
  await server.stop();
  await new Promise((resolve) => listener.close(resolve));
});

test('the tests forge well: with nothing wrong a forged token is accepted', async () => {
  expect(loot.claims['epoch']).toBeGreaterThan(0);
  expect((await accounts.me(forge(HEADER, loot.claims, SECRET))).status).toBe(200);
  for (const good of [loot.access, loot.apiToken]) expect((await accounts.me(good)).status).toBe(200);
});

const refusal = ({ status, text, headers }: Answer): string =>
  `${status} ${text} | ${headers['www-authenticate']}`;

/** What each attack was told. */
const outcomes = async (attacks: Attacks, ask: (token: string) => Promise<string>) => {
  const told: Record<string, string> = {};
  for (const [name, token] of Object.entries(attacks)) told[name] = await ask(token);
  return told;
};

const allOf = (attacks: Attacks, text: string): Attacks =>
  Object.fromEntries(Object.keys(attacks).map((name) => [name, text]));

let tried = 0;

test.each([
  ['algorithm', algorithmAttacks] as const,
  ['key', keyAttacks] as const,
  ['claim', claimAttacks] as const,
  ['type', typeAttacks] as const,
])('no attack by %s is accepted', async (_kind, attacksWith) => {
  const attacks = attacksWith(loot);
  const told = await outcomes(attacks, async (token) => refusal(await accounts.me(token)));
  expect(told).toEqual(allOf(attacks, '401 Unauthorized | Bearer error="invalid_token"'));
  tried += Object.keys(attacks).length;
});

test('no key was fetched from where a token said', () => {
  expect(fetches).toBe(0);
});

test('nothing but a refresh token passes for one, and the good one stays good', async () => {
  const { refresh, access, apiToken, claims } = loot;
  const attacks: Attacks = {
    'the access token': access,
    'the API token': apiToken,
    'the API token under the prefix': refresh.slice(0, 4) + apiToken.slice(4),
    'the access token under the prefix': `${refresh.slice(0, 4)}${access}`,
    'a forged JWT': forge({ ...HEADER, typ: 'rt+jwt' }, claims, SECRET),
    'an unsigned JWT': `${encode({ alg: 'none' })}.${encode(claims)}.`,
    'the session’s id': String(claims['sid']),
    'without its prefix': refresh.slice(4),
    'cut by one': refresh.slice(0, -1),
    'longer by one': `${refresh}A`,
    'with a blank': `${refresh} x`,
    'in upper case': refresh.toUpperCase(),
    'a garbage one': `${refresh.slice(0, 4)}${'A'.repeat(43)}`,
    'with NUL': `${refresh}\u0000`,
    'with a lone surrogate': `${refresh}\ud800`,
  };
  const told = await outcomes(attacks, async (token) => {
    const { status, text } = await accounts.refresh(token);
    return `${status} ${text}`;
  });
  expect(told).toEqual(allOf(attacks, '401 Invalid refresh token'));
  tried += Object.keys(attacks).length;
  expect((await accounts.me(loot.access)).status).toBe(200);
  expect((await accounts.refresh(refresh)).status).toBe(200);
});

test('a megabyte of token is turned away before anybody reads it', async () => {
  expect((await accounts.me(`${loot.access}${'A'.repeat(2 ** 20)}`)).status).toBe(431);
  tried += 1;
});

test('nothing went wrong inside', () => {
  expect(server.logLines.filter((line) => line.includes('request failed'))).toEqual([]);
  report(`token attacks: ${tried}, accepted 0, keys fetched ${fetches}`);
});
