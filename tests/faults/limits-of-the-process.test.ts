import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dawdler, sendSlowly, stayIdle } from '../../bench/chaos/dawdlers';
import { start } from '../support/child-process';
import { COUNTS } from '../support/counts';
import { createEmptyDatabase, dropEmptyDatabases } from '../support/empty-database';
import { report } from '../support/report';
import {
  cleanEnvironment,
  cleanUp,
  type Environment,
  ROSTER,
  ready,
  type ServerProcess,
  temporaryDirectory,
} from '../support/roster-process';

jest.setTimeout(120_000);

const TOKEN = 'token-of-the-tests-of-limits-0123456789';

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

/** A server on an empty database whose process may have so many files and sockets open. */
const serveWithin = async (files: number, settings: Environment = {}): Promise<ServerProcess> => {
  const home = temporaryDirectory();
  const env = cleanEnvironment(home, {
    PORT: '0',
    DATA_DIR: home,
    DATABASE_URL: await createEmptyDatabase(),
    JWT_SECRET: 'a-secret-of-the-tests-of-limits-0123456789',
    ADMIN_TOKEN: TOKEN,
    BCRYPT_COST: '4',
    ...settings,
  });
  const command = 'ulimit -n "$1"; shift; exec "$@"';
  const args = ['-c', command, 'sh', String(files), process.execPath, ROSTER, 'serve'];
  return ready(start('sh', args, { cwd: home, env }));
};

const openFiles = ({ pid }: ServerProcess): number => readdirSync(`/proc/${pid}/fd`).length;

const status = async ({ address }: ServerProcess): Promise<number | null> => {
  const init = { headers: { Authorization: `Bearer ${TOKEN}`, Connection: 'close' } };
  const signal = AbortSignal.timeout(20_000);
  return fetch(`${address}/api/users/1`, { ...init, signal }).then(
    (response) => response.status,
    () => null,
  );
};

const untilServed = async (server: ServerProcess): Promise<void> => {
  while ((await status(server)) !== 200) await sleep(100);
};

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  '64 files and sockets: callers beyond them are turned away, and served again when others leave',
  async () => {
    const server = await serveWithin(64);
    await untilServed(server);
    const idle: Dawdler[] = [];
    // Those that find no room are closed at once, which is no failure of theirs.
    const crowd = Array.from({ length: 200 }, async () => idle.push(await stayIdle(server.address, null)));
    await Promise.allSettled(crowd);
    const answers = await Promise.all(Array.from({ length: 10 }, () => status(server)));
    const counts = new Map<number | null, number>();
    for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    report(`64 descriptors, 200 connections: ${JSON.stringify([...counts])} (null: turned away)`);
    for (const answer of answers) expect([200, 503, null]).toContain(answer);
    for (const dawdler of idle) dawdler.close();
    await untilServed(server);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
  },
);

onLinux('connections that come and go, whole requests and halves, leave nothing open', async () => {
  const server = await serveWithin(4096);
  await untilServed(server);
  const before = openFiles(server);
  const { address } = server;
  let opened = 0;
  while (opened < COUNTS.connections) {
    const some = await Promise.all([
      ...Array.from({ length: 10 }, () => stayIdle(address, null)),
      ...Array.from({ length: 10 }, () => stayIdle(address, '/livez')),
      ...Array.from({ length: 10 }, () =>
        sendSlowly(address, 'POST /api/users HTTP/1.1\r\nHost: a\r\n', 'x'),
      ),
    ]);
    opened += some.length;
    for (const dawdler of some) dawdler.close();
  }
  const idle = await Promise.all(Array.from({ length: COUNTS.dawdlers }, () => stayIdle(address, '/livez')));
  const most = openFiles(server);
  expect(most).toBeGreaterThanOrEqual(COUNTS.dawdlers);
  await untilServed(server);
  for (const dawdler of idle) dawdler.close();
  // The pool may have opened a connection of its own meanwhile.
  while (openFiles(server) > before + 10) await sleep(50);
  report(
    `${opened} connections opened and closed, ${idle.length} idle: files open ${before}, ${most}, ${openFiles(server)}`,
  );
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
