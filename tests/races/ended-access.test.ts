import { setTimeout as delay } from 'node:timers/promises';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import type { Answer } from '../support/test-server';
import { type Shot, statusCounts } from '../support/volley';
import { RACE_TIMEOUT, useRaces } from './races';

const PASSWORD = 'securepassword123';

const races = useRaces();

/** A request that is sent again and again. */
interface Stream {
  readonly shot: Shot;
  /** When each success was sent. */
  readonly succeeded: number[];
  /** The status of the last answer. */
  last: number;
  sent: number;
}

const STREAMS_EACH = 2;
/** How many more each stream sends after the effect was answered. */
const AFTERWARDS = 3;

/** Streams requests, has the effect happen among them, goes on a little; answers when the effect was answered. */
const during = async (streams: readonly Stream[], effect: () => Promise<Answer>): Promise<number> => {
  let endedAt = Number.POSITIVE_INFINITY;
  const run = async (stream: Stream): Promise<void> => {
    for (let left = AFTERWARDS; left > 0; ) {
      const sentAt = performance.now();
      if (sentAt > endedAt) left -= 1;
      const { token = '' } = stream.shot;
      const { status } = await races.server.ask(stream.shot.line, { token });
      stream.sent += 1;
      stream.last = status;
      if (status < 400) stream.succeeded.push(sentAt);
    }
  };
  const running = Promise.all(streams.map(run));
  await delay(10);
  const answer = await effect();
  endedAt = performance.now();
  await running;
  expect(answer.status).toBe(200);
  return endedAt;
};

/** An effect on a user, which of its credentials it ends, and what those are told from then on. */
interface Ending {
  readonly line: (id: number) => string;
  readonly body?: unknown;
  readonly session: 401;
  /** The API token at what only administrators may do; absent where it stays good. */
  readonly apiToken?: 401 | 403;
}

const ENDINGS: Readonly<Record<string, Ending>> = {
  'revoking the sessions': { line: (id) => `DELETE /api/users/${id}/sessions`, session: 401 },
  suspension: { line: (id) => `POST /api/users/${id}/suspend`, session: 401, apiToken: 401 },
  deletion: { line: (id) => `DELETE /api/users/${id}`, session: 401, apiToken: 401 },
  demotion: {
    line: (id) => `PUT /api/users/${id}/roles`,
    body: { roles: ['user'] },
    session: 401,
    apiToken: 403,
  },
  'a lock by an administrator': { line: (id) => `POST /api/users/${id}/lock`, session: 401, apiToken: 401 },
};

const streamOf = (token: string, line: string): Stream[] =>
  Array.from({ length: STREAMS_EACH }, () => ({ shot: { line, token }, succeeded: [], last: 0, sent: 0 }));

test.each(Object.entries(ENDINGS))(
  'nothing that starts after the answer to %s succeeds',
  async (name, ending) => {
    let [late, before, sent] = [0, 0, 0];
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `${name.replaceAll(' ', '-')}-${round}`;
      const { id } = await races.server.user({ username, roles: ['admin'], password: PASSWORD });
      const signedIn = await races.fireOne({
        line: 'POST /api/auth/login',
        body: { username, password: PASSWORD },
      });
      const session = signedIn.json as { access_token: string; refresh_token: string };
      const own = streamOf(session.access_token, 'GET /api/auth/me');
      const privileged = streamOf(session.access_token, 'GET /api/directory/1');
      const byToken = ending.apiToken ? streamOf(await races.server.token(id), 'GET /api/directory/1') : [];
      const streams = [...own, ...privileged, ...byToken];

      const endedAt = await during(streams, () =>
        races.server.ask(ending.line(id), {
          token: races.adminToken,
          ...(ending.body !== undefined && { body: ending.body }),
        }),
      );
      for (const { succeeded, sent: count } of streams) {
        late += succeeded.filter((sentAt) => sentAt > endedAt).length;
        before += succeeded.length;
        sent += count;
      }
      expect([...own, ...privileged].map(({ last }) => last)).toEqual(
        Array.from({ length: 2 * STREAMS_EACH }, () => ending.session),
      );
      expect(byToken.map(({ last }) => last)).toEqual(byToken.map(() => ending.apiToken));
      const refresh = { line: 'POST /api/auth/refresh', body: { refresh_token: session.refresh_token } };
      expect((await races.fireOne(refresh)).status).toBe(401);
    }
    expect(late).toBe(0);
    // Requests that were never let in would prove nothing.
    expect(before).toBeGreaterThan(0);
    report(
      `${name}: ${COUNTS.raceRounds} rounds, ${sent} requests under way, let in before it ${before}, late successes ${late}`,
    );
  },
  RACE_TIMEOUT,
);

const change = (token: string, current_password: string, new_password: string): Shot => ({
  line: 'POST /api/auth/password',
  token,
  body: { current_password, new_password },
});

test.each([['in one session', false] as const, ['in two sessions', true] as const])(
  'of two password changes at once %s exactly one succeeds',
  async (where, areTwo) => {
    const refusals: Record<string, number> = {};
    for (let round = 0; round < COUNTS.raceRounds; round += 1) {
      const username = `changed-${areTwo}-${round}`;
      await races.server.user({ username, password: PASSWORD });
      const login = (password: string): Shot => ({
        line: 'POST /api/auth/login',
        body: { username, password },
      });
      const tokenOf = (answer: Answer) => (answer.json as { access_token: string }).access_token;
      const one = tokenOf(await races.fireOne(login(PASSWORD)));
      const other = areTwo ? tokenOf(await races.fireOne(login(PASSWORD))) : one;
      const wishes = ['the-first-password', 'the-second-password'] as const;
      const answers = await races.fire([
        change(one, PASSWORD, wishes[0]),
        change(other, PASSWORD, wishes[1]),
      ]);
      expect(statusCounts(answers)[200]).toBe(1);
      const winner = answers[0]?.status === 200 ? 0 : 1;
      const { status, text } = answers[1 - winner] as Answer;
      // The other session may have ended before its request was looked at.
      expect(['400 Current password incorrect', ...(areTwo ? ['401 Unauthorized'] : [])]).toContain(
        `${status} ${text}`,
      );
      refusals[`${status} ${text}`] = (refusals[`${status} ${text}`] ?? 0) + 1;
      const good = await races.fire([PASSWORD, ...wishes].map(login));
      expect(good.map((answer) => answer.status)).toEqual([
        401,
        winner === 0 ? 200 : 401,
        winner === 1 ? 200 : 401,
      ]);
    }
    report(
      `two password changes at once ${where}: ${COUNTS.raceRounds} rounds, 1 success each; refusals ${JSON.stringify(refusals)}`,
    );
  },
  RACE_TIMEOUT,
);
