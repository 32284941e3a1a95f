import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  addRow,
  cleanUp,
  countRows,
  IS_ROOT,
  isAlive,
  killPostmaster,
  participateReady,
  postmasterPid,
  temporaryDirectory,
} from './embedded-harness';

jest.setTimeout(30_000);
afterAll(cleanUp);

// One directory for all: a test leaves it without an owner, and often in the state of a crash.
let dataDir = '';
beforeAll(() => {
  dataDir = temporaryDirectory();
});

const serve = (directory = dataDir) => participateReady(directory, 'server');
const isExit = ({ exit }: { exit?: string }) => exit !== undefined;
const isBack = ({ log }: { log?: string }) => log?.startsWith('Postgres is back') === true;

function namePid(pid: number): void {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(pid)));
}

function giveTo(path: string, owner: { uid: number; gid: number }): void {
  for (const name of ['', ...readdirSync(path, { recursive: true, encoding: 'utf8' })]) {
    chownSync(join(path, name), owner.uid, owner.gid);
  }
}

async function withStranger(uid: number, run: (pid: number) => Promise<void>): Promise<void> {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: 'ignore',
    ...(IS_ROOT ? { uid, gid: uid } : {}),
  });
  await once(stranger, 'spawn');
  try {
    await run(stranger.pid ?? -1);
    expect(isAlive(stranger.pid ?? -1)).toBe(true);
  } finally {
    stranger.kill('SIGKILL');
  }
}

test('kill -9 of the owner: Postgres goes on, the next start adopts it with its data and stops it', async () => {
  const first = await serve();
  const rows = await addRow(first.url);
  await first.kill();
  const pid = postmasterPid(dataDir) ?? -1;
  expect(isAlive(pid)).toBe(true);
  const second = await serve();
  expect([second.startedByUs, second.url, postmasterPid(dataDir)]).toEqual([false, first.url, pid]);
  expect(await countRows(second.url)).toBe(rows);
  await second.stop();
  expect(isAlive(pid)).toBe(false);
});

test('kill -9 of owner and postmaster: the next start recovers the data, 5 rounds', async () => {
  let rows = 0;
  for (let round = 1; round <= 5; round += 1) {
    const server = await serve();
    expect(server.startedByUs).toBe(true);
    const now = await addRow(server.url);
    if (round > 1) expect(now).toBe(rows + 1);
    rows = now;
    await server.kill();
    await killPostmaster(dataDir);
  }
});

test('kill -9 of the postmaster alone: the server is told, and has it back on the same port', async () => {
  const server = await serve();
  const rows = await addRow(server.url);
  await killPostmaster(dataDir);
  await server.event(isBack);
  expect(await countRows(server.url)).toBe(rows);
  expect(server.events.filter(isExit)).toHaveLength(1);
  await server.stop();
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('a Postgres that somebody shuts down under the server is brought back as well', async () => {
  const server = await serve();
  const rows = await addRow(server.url);
  const pid = postmasterPid(dataDir);
  if (pid === undefined) throw new Error('no postmaster');
  process.kill(pid, 'SIGINT');
  await server.event(isBack);
  expect(await countRows(server.url)).toBe(rows);
  expect(server.events.filter(isExit)).toHaveLength(1);
  await server.stop();
});

test('a server that stops while it brings Postgres back leaves nothing running, 6 rounds', async () => {
  for (let round = 0; round < 6; round += 1) {
    const server = await serve();
    await killPostmaster(dataDir);
    await new Promise((resolve) => setTimeout(resolve, round * 15));
    await server.stop();
    const left = postmasterPid(dataDir); // a lock file may stay behind, its postmaster may not
    expect(left !== undefined && isAlive(left)).toBe(false);
  }
});

test('an adopted postmaster is brought back as well', async () => {
  const first = await serve();
  await first.kill();
  const second = await serve();
  expect(second.startedByUs).toBe(false);
  await killPostmaster(dataDir);
  await second.event(isBack);
  await addRow(first.url);
  await second.stop();
});

test('a stale postmaster.pid that names a stranger of the same user: it starts, the stranger lives', async () => {
  const first = await serve();
  const rows = await addRow(first.url);
  await first.kill();
  await killPostmaster(dataDir);
  await withStranger(statSync(join(dataDir, 'postgres')).uid, async (pid) => {
    namePid(pid);
    const second = await serve();
    expect(second.startedByUs).toBe(true);
    expect(await countRows(second.url)).toBe(rows);
    await second.stop();
  });
});

test('a copy of a data directory, lock file included, leaves the original database alone', async () => {
  const original = dataDir;
  const before = await serve(original);
  const rows = await addRow(before.url);
  await before.stop();
  const copy = join(temporaryDirectory(), 'copy');
  cpSync(original, copy, { recursive: true });
  if (IS_ROOT) giveTo(join(copy, 'postgres'), statSync(join(original, 'postgres')));
  const first = await serve(original);
  const lockFile = readFileSync(join(original, 'postgres', 'postmaster.pid'));
  writeFileSync(join(copy, 'postgres', 'postmaster.pid'), lockFile);

  const second = await serve(copy);
  expect(second.startedByUs).toBe(true);
  expect(second.url).not.toBe(first.url);
  expect(await addRow(second.url)).toBe(rows + 1);
  await second.stop();
  expect(await addRow(first.url)).toBe(rows + 1);
  await first.stop();
});

test('the port of a crashed Postgres is taken by somebody else meanwhile: another one is used', async () => {
  const first = await serve();
  await first.kill();
  await killPostmaster(dataDir);
  const squatter = createServer((socket) => socket.destroy());
  squatter.listen(Number(new URL(first.url).port), '127.0.0.1');
  await once(squatter, 'listening');
  const second = await serve();
  expect(second.url).not.toBe(first.url);
  await second.stop();
  squatter.close();
});

test('a lock file that a power cut left empty, and half-made work of a dead process, are cleared away', async () => {
  await (await serve()).stop();
  const lockFile = join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(lockFile, '');
  utimesSync(lockFile, 0, 0);
  const halfMade = join(dataDir, 'postgres.new-999999999-0123456789ab');
  mkdirSync(join(halfMade, 'data'), { recursive: true });
  const server = await serve();
  expect(existsSync(halfMade)).toBe(false);
  await server.stop();
});
