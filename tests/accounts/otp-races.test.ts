import { COUNTS } from '../support/counts';
import { auditOf, type OtpServer, otherThan, standingOf, startOtpServer } from './otp-harness';

let server: OtpServer;

beforeAll(async () => {
  server = await startOtpServer();
});
afterAll(() => server.stop());

const LIMIT = 5;

let users = 0;

/** As many rounds as the run asks for, each with a user and a code of its own. */
const rounds = async (
  name: string,
  race: (round: { id: number; mobile: string; code: string; number: number }) => Promise<void>,
): Promise<void> => {
  for (let number = 0; number < COUNTS.raceRounds; number += 1) {
    users += 1;
    const mobile = `+4930${1_000_000 + users}`;
    const { id } = await server.user({
      username: `${name}-${number}`,
      phone: mobile,
      password: 'correct horse',
    });
    await race({ id, mobile, code: await server.codeFor(mobile), number });
  }
};

/** So many of the same, all at once; how often each status came. */
const atOnce = async (count: number, ask: (index: number) => Promise<{ status: number }>) => {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
  const times: Record<number, number> = {};
  for (const { status } of answers) times[status] = (times[status] ?? 0) + 1;
  return times;
};

const heardGuesses = async (id: number): Promise<number> => {
  const entries = await auditOf(server, 'auth.signInByCode');
  return entries.filter(
    ({ target, details }) => target === `user ${id}` && details['reason'] === 'wrong_code',
  ).length;
};

test('of fifty sign-ins at once with the right code exactly one succeeds', async () => {
  await rounds('right', async ({ id, mobile, code }) => {
    const times = await atOnce(50, () => server.otp('login', { mobile, otp: code }));
    expect(times[200]).toBe(1);
    expect((times[200] ?? 0) + (times[401] ?? 0) + (times[429] ?? 0)).toBe(50);
    const { rows } = await server.database.pool.query('select from sessions where user_id = $1', [id]);
    expect(rows).toHaveLength(1);
  });
}, 300_000);

test('from fifty addresses as well', async () => {
  await rounds('spread', async ({ mobile, code, number }) => {
    const times = await atOnce(50, (index) =>
      server.otp('login', { mobile, otp: code }, `10.1.${number}.${index}`),
    );
    expect(times[200]).toBe(1);
    expect((times[200] ?? 0) + (times[401] ?? 0)).toBe(50);
  });
}, 300_000);

test('wrong codes at once from one address are heard no more often than the limit', async () => {
  await rounds('wrong', async ({ id, mobile, code }) => {
    const times = await atOnce(40, () => server.otp('login', { mobile, otp: otherThan(code) }));
    expect(times).toEqual({ 401: LIMIT, 429: 40 - LIMIT });
    expect(await heardGuesses(id)).toBe(LIMIT);
    expect(await standingOf(server, id)).toMatchObject({ failures: LIMIT, lock: 'failures' });
  });
}, 300_000);

test('nor from forty addresses, and the right one among them is not heard after the lock', async () => {
  await rounds('scattered', async ({ id, mobile, code, number }) => {
    const times = await atOnce(40, (index) =>
      server.otp(
        'login',
        {
          mobile,
          otp: index === 20 ? code : String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0'),
        },
        `10.2.${number}.${index}`,
      ),
    );
    expect((times[200] ?? 0) + (times[401] ?? 0)).toBe(40);
    // A success in between gives the account's budget back, once.
    expect(await heardGuesses(id)).toBeLessThanOrEqual(times[200] ? 2 * LIMIT - 1 : LIMIT);
    expect(await standingOf(server, id)).toMatchObject({ lock: 'failures' });
  });
}, 300_000);

test('a sign-in and a reset at once with one code: exactly one of them', async () => {
  await rounds('both', async ({ mobile, code, number }) => {
    const body = { mobile, otp: code, new_password: 'battery staple' };
    const times = await atOnce(8, (index) => {
      const from = `10.3.${number}.${index}`;
      return index % 2 ? server.reset(body, from) : server.otp('login', { mobile, otp: code }, from);
    });
    expect(times[200]).toBe(1);
    expect((times[200] ?? 0) + (times[401] ?? 0) + (times[400] ?? 0)).toBe(8);
  });
}, 300_000);
