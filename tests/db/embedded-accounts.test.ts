import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  addRow,
  cleanUp,
  countRows,
  makeDirectory,
  NOBODY,
  participateReady,
  temporaryDirectory,
  testAsRoot,
} from './embedded-harness';

jest.setTimeout(30_000);
afterAll(cleanUp);

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

async function keepsARow(dataDir: string, uid?: number): Promise<void> {
  const first = await participateReady(dataDir, 'server', uid);
  await addRow(first.url);
  await first.stop();
  const second = await participateReady(dataDir, 'server', uid);
  expect(await countRows(second.url)).toBe(1);
  await second.stop();
}

testAsRoot(
  "DATA_DIR is root's own 0700 directory: it becomes passable, the cluster is somebody else's",
  async () => {
    const dataDir = makeDirectory(join(temporaryDirectory(), 'data'), 0o700);
    await keepsARow(dataDir);
    expect([mode(dataDir), mode(join(dataDir, 'postgres'))]).toEqual(['711', '700']);
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0);
  },
);

testAsRoot(
  'DATA_DIR below a 0700 directory of root: it works, and that directory is left alone',
  async () => {
    const closed = temporaryDirectory();
    await keepsARow(join(closed, 'project', '.data'));
    expect(mode(closed)).toBe('700');
    // Adopted across a kill as well: the lock file then holds a path that means nothing to others.
    const first = await participateReady(join(closed, 'project', '.data'), 'server');
    await first.kill();
    const second = await participateReady(join(closed, 'project', '.data'), 'server');
    expect([second.startedByUs, second.url]).toEqual([false, first.url]);
    await second.stop();
  },
);

testAsRoot('an ordinary user, whose cluster root can open later without taking it away', async () => {
  const home = temporaryDirectory();
  chmodSync(home, 0o755);
  const dataDir = makeDirectory(join(home, 'data'), 0o700, NOBODY);
  await keepsARow(dataDir, NOBODY);
  expect([mode(dataDir), statSync(join(dataDir, 'postgres')).uid]).toEqual(['700', NOBODY]);
  for (const uid of [0, NOBODY]) {
    const server = await participateReady(dataDir, 'server', uid);
    expect(await countRows(server.url)).toBe(1);
    await server.stop();
  }
});
