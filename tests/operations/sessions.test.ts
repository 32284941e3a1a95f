import type { SignedIn } from '../../src/domain/session';
import type { User } from '../../src/domain/user';
import { handClock } from '../accounts/people';
import { startTestServer, type TestServer } from '../support/test-server';
import { anonymousCall, callBy, controllersOf, entriesOf, refusalOf } from './calls';

const PASSWORD = 'correct horse';
const clock = handClock('2026-01-01T12:00:00.750Z');

let server: TestServer;
beforeAll(async () => {
  const settings = { ACCESS_TOKEN_TTL: '600', REFRESH_TOKEN_TTL: '3600' };
  server = await startTestServer({ settings, clock });
});
afterAll(() => server.stop());

let made = 0;
const somebody = async (): Promise<User> => {
  made += 1;
  return server.user({ username: `somebody${made}`, password: PASSWORD });
};

const signIn = ({ username }: User, password = PASSWORD): Promise<SignedIn> =>
  controllersOf(server)['auth.signIn'](
    { name: { by: 'username', value: username }, password },
    anonymousCall,
  );

const refresh = (refreshToken: string | null) =>
  controllersOf(server)['auth.refresh']({ refreshToken: refreshToken ?? '' }, anonymousCall);

const sessionOf = ({ accessToken }: SignedIn): string =>
  server.wiring.needs.accessTokens.verify(accessToken).sessionId;

/** A call in the session that was signed in to. */
const callIn = (signedIn: SignedIn) =>
  callBy(signedIn.user, { kind: 'session', sessionId: sessionOf(signedIn), isRestricted: false });

const signOut = (signedIn: SignedIn, refreshToken?: string | null) => {
  const input = typeof refreshToken === 'string' ? { refreshToken } : {};
  return controllersOf(server)['auth.signOut'](input, callIn(signedIn));
};

const isLive = async ({ accessToken: token }: SignedIn): Promise<boolean> =>
  (await server.ask('GET /api/auth/me', { token })).status === 200;

describe('sign-out with a refresh token', () => {
  test('ends the session that it belongs to, and the one that asks', async () => {
    const user = await somebody();
    const [here, there, other] = [await signIn(user), await signIn(user), await signIn(user)];
    await signOut(here, there.refreshToken);
    expect([await isLive(here), await isLive(there), await isLive(other)]).toEqual([false, false, true]);
    const ended = (await entriesOf(server, 'auth.signOut')).map(({ target }) => target);
    expect(ended.sort()).toEqual([sessionOf(here), sessionOf(there)].sort());
  });

  test('of the session that asks ends it, once', async () => {
    const here = await signIn(await somebody());
    const before = (await entriesOf(server, 'auth.signOut')).length;
    await signOut(here, here.refreshToken);
    expect(await isLive(here)).toBe(false);
    expect((await entriesOf(server, 'auth.signOut')).length).toBe(before + 1);
  });

  test('succeeds where that session has ended, or the token was used already', async () => {
    const user = await somebody();
    const [here, there, third] = [await signIn(user), await signIn(user), await signIn(user)];
    await signOut(there);
    await refresh(third.refreshToken);
    expect(await refusalOf(signOut(here, there.refreshToken))).toEqual(['none']);
    expect(await isLive(here)).toBe(false);
    const fourth = await signIn(user);
    expect(await refusalOf(signOut(fourth, third.refreshToken))).toEqual(['none']);
    expect(await isLive(third)).toBe(false);
  });

  test('of somebody else, or of nobody, is refused, and nothing ends', async () => {
    const [here, others] = [await signIn(await somebody()), await signIn(await somebody())];
    for (const token of [others.refreshToken, 'rrt_unknown', '', here.accessToken]) {
      expect(await refusalOf(signOut(here, token))).toEqual(['invalid_refresh_token']);
    }
    expect([await isLive(here), await isLive(others)]).toEqual([true, true]);
  });

  test('works for an API token, which has no session of its own', async () => {
    const user = await somebody();
    const there = await signIn(user);
    const input = { refreshToken: there.refreshToken ?? '' };
    await controllersOf(server)['auth.signOut'](input, callBy(user));
    expect(await isLive(there)).toBe(false);
    expect(await controllersOf(server)['auth.signOut']({}, callBy(user))).toBeUndefined();
  });

  test('of two sessions that sign each other out at once, both end and neither fails', async () => {
    const user = await somebody();
    for (let round = 0; round < 20; round += 1) {
      const [one, other] = [await signIn(user), await signIn(user)];
      const both = [signOut(one, other.refreshToken), signOut(other, one.refreshToken)];
      expect(await Promise.all(both)).toEqual([undefined, undefined]);
      expect([await isLive(one), await isLive(other)]).toEqual([false, false]);
    }
  });
});

describe('an access token', () => {
  test('says when it expires, and holds to it', async () => {
    const signedIn = await signIn(await somebody());
    // The clock stands at a fraction of a second, the token at the whole one.
    expect(signedIn).toMatchObject({ expiresIn: 600, expiresAt: '2026-01-01T12:10:00.000000Z' });
    const refreshed = await refresh(signedIn.refreshToken);
    expect(refreshed.expiresAt).toBe('2026-01-01T12:10:00.000000Z');
  });
});

describe('a refresh token', () => {
  test('whose session has run out is told from an unknown one, and both leave their reason', async () => {
    const itsClock = handClock('2026-01-01T12:00:00Z');
    const other = await startTestServer({ settings: { REFRESH_TOKEN_TTL: '3600' }, clock: itsClock });
    try {
      await other.user({ username: 'late', password: PASSWORD });
      const name = { by: 'username', value: 'late' } as const;
      const { refreshToken } = await controllersOf(other)['auth.signIn'](
        { name, password: PASSWORD },
        anonymousCall,
      );
      const ask = (token: string | null) =>
        refusalOf(controllersOf(other)['auth.refresh']({ refreshToken: token ?? '' }, anonymousCall));
      itsClock.advance(3600);
      expect(await ask(refreshToken)).toEqual(['refresh_token_expired']);
      expect(await ask('rrt_unknown')).toEqual(['invalid_refresh_token']);
      const body = { refresh_token: refreshToken };
      const answer = await other.ask('POST /api/auth/refresh', { body });
      expect([answer.status, answer.text]).toEqual([401, 'Invalid refresh token']);
      const reasons = (await entriesOf(other, 'auth.refresh')).map(({ details }) => details['reason']);
      expect(reasons).toEqual(['session_expired', 'unknown_token', 'session_expired']);
    } finally {
      await other.stop();
    }
  });
});

describe('a change of password', () => {
  const change = (signedIn: SignedIn, newPassword: string, endsAll?: true) =>
    controllersOf(server)['auth.changePassword'](
      { currentPassword: PASSWORD, newPassword, ...(endsAll && { endsAll }) },
      callIn(signedIn),
    );

  test('answers with the user as it is then', async () => {
    const signedIn = await signIn(await somebody());
    const user = await change(signedIn, 'another horse');
    expect(user).toMatchObject({ id: signedIn.user.id, version: signedIn.user.version + 1 });
  });

  test('ends the other sessions, or all of them where that is asked for', async () => {
    const one = await somebody();
    const [here, there] = [await signIn(one), await signIn(one)];
    await change(here, 'another horse');
    expect([await isLive(here), await isLive(there)]).toEqual([true, false]);
    const other = await somebody();
    const [mine, theirs] = [await signIn(other), await signIn(other)];
    await change(mine, 'another horse', true);
    expect([await isLive(mine), await isLive(theirs)]).toEqual([false, false]);
    expect((await signIn(other, 'another horse')).user.id).toBe(other.id);
  });
});
