import { setTimeout as sleep } from 'node:timers/promises';
import { type Dawdler, stayIdle } from '../../bench/chaos/dawdlers';
import { useDirectory } from '../process/programs';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { beginRequest } from '../support/request-under-way';

jest.setTimeout(120_000);

const PASSWORD = 'correct horse battery';
const TOKEN = 'token-of-the-tests-of-stops-0123456789';
/** How long each request takes, as a caller with a bad line takes to send its body. */
const TAKES_MS = 2_000;

const { serve } = useDirectory({ ADMIN_PASSWORD: PASSWORD, ADMIN_TOKEN: TOKEN });

const isTaken = (address: string): Promise<boolean> =>
  fetch(`${address}/livez`).then(
    () => true,
    () => false,
  );

test('a stop with requests of two seconds under way and idle connections: all of one finish, the others are closed, new ones refused', async () => {
  const server = await serve({ RATE_LIMIT_ANONYMOUS_PER_MIN: '1000000' });
  const idle = await Promise.all(
    Array.from(
      { length: COUNTS.idleSockets },
      (_, index): Promise<Dawdler> => stayIdle(server.address, index % 2 === 0 ? '/livez' : null),
    ),
  );
  // Every one of another name, so that none waits for another to be decided.
  const begun = await Promise.all(
    Array.from({ length: COUNTS.slowRequests }, (_, index) => {
      const user = index === 0 ? 'admin' : `nobody${index}`;
      return beginRequest(server.address, '/api/auth/login', { username: user, password: PASSWORD });
    }),
  );
  server.child.kill('SIGTERM');
  await server.heard('finishing requests');
  const finished = Promise.all(
    begun.map(async (one) => {
      await sleep(TAKES_MS);
      return one.finish().catch(() => null);
    }),
  );
  while (await isTaken(server.address)) await sleep(20);
  const answers = await finished;
  const dropped = answers.filter((answer) => answer === null).length;
  const statuses = answers.map((answer) => answer?.status ?? 0);
  report(
    `stop with ${begun.length} requests of ${TAKES_MS / 1000} s and ${idle.length} idle connections: dropped ${dropped}`,
  );
  expect(statuses).toEqual(begun.map((_, index) => (index === 0 ? 200 : 401)));
  await Promise.all(idle.map(({ cut }) => cut));
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.stderr()).not.toContain('breaking');
});
