import { createJwtAccessTokens } from '../../src/adapters/jwt-access-tokens';
import type { AccessClaims } from '../../src/domain/ports';
import { startTestServer, type TestServer } from '../support/test-server';
import { accountsOf, told } from './people';

const OLD = 'the secret until yesterday, of 32 bytes or more';
const NEW = 'the secret from now on, of 32 bytes or more too';

const claimsOf = (server: TestServer, token: string): AccessClaims =>
  server.wiring.needs.accessTokens.verify(token);

/** The access token that the server would have handed out before its secret was changed. */
const asBefore = (server: TestServer, token: string): string =>
  createJwtAccessTokens({ secret: OLD, ttlSeconds: 600, clock: server.wiring.needs.clock }).sign(
    claimsOf(server, token),
  ).token;

const onServer = async (
  settings: Record<string, string>,
  work: (server: TestServer, accounts: ReturnType<typeof accountsOf>) => Promise<void>,
): Promise<void> => {
  const server = await startTestServer({ settings });
  try {
    await server.user({ username: 'ann', password: 'password 0' });
    await work(server, accountsOf(server));
  } finally {
    await server.stop();
  }
};

test('while the previous secret is set, access tokens of either are good, and new ones are of the new one', () =>
  onServer({ JWT_SECRET: NEW, JWT_SECRET_PREVIOUS: OLD }, async (server, { tokensOf, me, refresh }) => {
    const { access_token, refresh_token } = await tokensOf('ann', 'password 0');
    expect((await me(access_token)).status).toBe(200);
    expect((await me(asBefore(server, access_token))).status).toBe(200);
    const { clock } = server.wiring.needs;
    const byNewAlone = createJwtAccessTokens({ secret: NEW, ttlSeconds: 600, clock });
    expect(byNewAlone.verify(access_token)).toEqual(claimsOf(server, access_token));
    expect((await refresh(refresh_token)).status).toBe(200);
  }));

test('what ends a session ends its old tokens too', () =>
  onServer({ JWT_SECRET: NEW, JWT_SECRET_PREVIOUS: OLD }, async (server, { tokensOf, me }) => {
    const { access_token } = await tokensOf('ann', 'password 0');
    const old = asBefore(server, access_token);
    expect((await server.ask('POST /api/auth/logout', { token: old })).status).toBe(200);
    expect([told(await me(old)), told(await me(access_token))]).toEqual([
      '401 Unauthorized',
      '401 Unauthorized',
    ]);
  }));

test('once the previous secret is gone, so are its tokens', () =>
  onServer({ JWT_SECRET: NEW }, async (server, { tokensOf, me }) => {
    const { access_token } = await tokensOf('ann', 'password 0');
    expect(told(await me(asBefore(server, access_token)))).toBe('401 Unauthorized');
  }));
