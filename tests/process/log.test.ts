import { closeSync, existsSync, openSync } from 'node:fs';
import { start } from '../support/child-process';
import {
  cleanEnvironment,
  postmasterPid,
  ROSTER,
  ready,
  temporaryDirectory,
} from '../support/roster-process';
import { ask } from '../support/test-server';
import { usePrograms } from './programs';

usePrograms();

const FULL = '/dev/full';
const testOnFullDisk = existsSync(FULL) ? test : test.skip;

testOnFullDisk(
  'a log on a full disk costs lines, never the server nor its stop (skipped where there is no /dev/full)',
  async () => {
    const dataDir = temporaryDirectory();
    const full = openSync(FULL, 'w');
    const started = start(process.execPath, [ROSTER, 'serve'], {
      cwd: dataDir,
      env: cleanEnvironment(dataDir, { DATA_DIR: dataDir, PORT: '0', BCRYPT_COST: '4' }),
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    const server = await ready(started);
    for (let request = 0; request < 3; request += 1)
      expect((await ask(server.address, 'GET /api/users')).status).toBe(401);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect(postmasterPid(dataDir)).toBeUndefined();
  },
);
