import { closeSync, existsSync, openSync } from 'node:fs';
import { start } from '../support/child-process';
import {
  cleanEnvironment,
  postmasterPid,
  ROOT,
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

testOnFullDisk.each(['process.exit(0)', 'throw new Error("crashed")', 'logger.fatal("crashed")'])(
  'when the first write that fails is the one at the end, the end comes: %s',
  async (end) => {
    const full = openSync(FULL, 'w');
    const program = `
      const { createLogger } = require('${ROOT}/dist/src/adapters/logger');
      const logger = createLogger({ level: 'info', isPretty: false });
      logger.info('last words');
      ${end};`;
    const started = start(process.execPath, ['-e', program], { stdio: ['ignore', full, 'ignore'] });
    closeSync(full);
    expect(await started.ended).toEqual({ code: end.startsWith('throw') ? 1 : 0, signal: null });
  },
);
