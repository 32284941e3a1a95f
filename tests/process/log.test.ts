import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

const LOGGER = `
  const { createLogger, flushLog } = require('${ROOT}/dist/src/adapters/logger');
  const logger = createLogger({ level: 'info', isPretty: false });`;

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
    const program = `${LOGGER} logger.info('last words'); ${end};`;
    const started = start(process.execPath, ['-e', program], { stdio: ['ignore', full, 'ignore'] });
    closeSync(full);
    expect(await started.ended).toEqual({ code: end.startsWith('throw') ? 1 : 0, signal: null });
  },
);

test.each([
  ['process.exit(0)', 'exits'],
  ['flushLog(logger).then(() => process.exit(0))', 'writes its last lines and exits'],
])('a reader that takes nothing holds nobody up: %s', async (end) => {
  const program = `${LOGGER}
    process.stdout.isTTY;
    for (let line = 0; line < 400; line += 1) logger.info('x'.repeat(1000));
    setTimeout(() => { logger.info('last words'); ${end}; }, 300);`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await once(child, 'exit')).toEqual([0, null]);
  child.stdout.destroy();
});
