import { readFileSync } from 'node:fs';
import {
  addRow,
  cleanUp,
  countRows,
  isAlive,
  type Participant,
  participate,
  participateReady,
  postmasterPid,
  refusal,
  temporaryDirectory,
} from './embedded-harness';

jest.setTimeout(30_000);
afterAll(cleanUp);

// One directory for all: each test finds it without a Postgres or owner, and leaves it so.
let dataDir = '';
beforeAll(async () => {
  dataDir = temporaryDirectory();
  const server = await serve();
  await addRow(server.url);
  await server.stop();
});
afterEach(() => {
  const pid = postmasterPid(dataDir);
  expect(pid !== undefined && isAlive(pid)).toBe(false);
});

const serve = () => participateReady(dataDir, 'server');
const command = () => participateReady(dataDir, 'command');

async function outcome(participant: Participant): Promise<string> {
  const { name } = await participant.event(({ url, failure }) => url !== undefined || failure !== undefined);
  return name ?? 'ready';
}

test('a second server is refused, in one line with the pid, and the first does not notice', async () => {
  const first = await serve();
  const before = performance.now();
  expect(await refusal(participate(dataDir, 'server'))).toBe(
    `DataDirectoryInUse: DATA_DIR ${dataDir} is already in use by a Roster server (pid ${first.pid})`,
  );
  expect(performance.now() - before).toBeLessThan(2000);
  await addRow(first.url);
  await first.stop();
});

test('Postgres has a session and a process group of its own: Ctrl-C in a terminal does not reach it', async () => {
  if (process.platform !== 'linux') return;
  const server = await serve();
  const ids = (pid: number) =>
    readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(2, 4);
  const pid = postmasterPid(dataDir) ?? -1;
  expect(ids(pid)).toEqual([String(pid), String(pid)]);
  expect(ids(server.pid)).not.toEqual(ids(pid));
  await server.stop();
});

test('a command alone starts Postgres and stops it; commands that overlap leave that to the last', async () => {
  const first = await command();
  const pid = postmasterPid(dataDir) ?? -1;
  const second = await command();
  expect([first.startedByUs, second.startedByUs, second.url]).toEqual([true, false, first.url]);
  await first.stop();
  expect(isAlive(pid)).toBe(true);
  await addRow(second.url);
  await second.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a command joins a running server and leaves it running; the server then stops it', async () => {
  const server = await serve();
  const joined = await command();
  expect([joined.startedByUs, joined.url]).toEqual([false, server.url]);
  const before = await countRows(joined.url);
  await addRow(joined.url);
  await joined.stop();
  expect(await countRows(server.url)).toBe(before + 1);
  await server.stop();
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('a server that starts beside a command takes its Postgres over', async () => {
  const first = await command();
  const server = await serve();
  expect([server.startedByUs, server.url]).toEqual([false, first.url]);
  await first.stop();
  await addRow(server.url);
  await server.stop();
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('a server stops Postgres under a command, which is told and ends in order', async () => {
  const server = await serve();
  const joined = await command();
  const pid = postmasterPid(dataDir) ?? -1;
  await server.stop();
  expect(isAlive(pid)).toBe(false);
  await joined.event(({ exit }) => exit !== undefined);
  await joined.stop();
});

test('a command that follows a killed server stops the Postgres it left', async () => {
  const server = await serve();
  await server.kill();
  const last = await command();
  expect(last.startedByUs).toBe(false);
  await last.stop();
  expect(postmasterPid(dataDir)).toBeUndefined();
});

test('a server that starts while a command stops Postgres comes up all the same, 8 rounds', async () => {
  const counting = await command();
  const before = await countRows(counting.url);
  await counting.stop();
  for (let round = 0; round < 8; round += 1) {
    const leaving = await command();
    const server = participate(dataDir, 'server');
    // Node takes some 40 ms to get as far as the launcher: the rounds spread the meeting point around that.
    await new Promise((resolve) => setTimeout(resolve, round * 15));
    await leaving.stop();
    const { url = '' } = await server.event(({ url: there, failure }) => (there ?? failure) !== undefined);
    await addRow(url);
    expect(await countRows(url)).toBe(before + round + 1);
    await server.stop();
  }
});

test('four servers at once over a Postgres without an owner: exactly one wins, 3 rounds', async () => {
  for (let round = 0; round < 3; round += 1) {
    const crowd = [1, 2, 3, 4].map(() => participate(dataDir, 'server'));
    const outcomes = await Promise.all(crowd.map(outcome));
    expect(outcomes.filter((name) => name === 'ready')).toHaveLength(1);
    expect(outcomes.filter((name) => name === 'DataDirectoryInUse')).toHaveLength(3);
    const winner = crowd[outcomes.indexOf('ready')];
    if (round < 2) await winner?.kill();
    else await winner?.stop();
  }
});
