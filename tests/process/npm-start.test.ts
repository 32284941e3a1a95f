import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { isAlive, start } from '../support/child-process';
import { copyProgram } from '../support/program-copy';
import { beginRequest } from '../support/request-under-way';
import {
  cleanEnvironment,
  postmasterPid,
  ready,
  type ServerProcess,
  startServer,
  temporaryDirectory,
} from '../support/roster-process';
import { useDirectory } from './programs';

const LOGIN = { username: 'admin', password: 'correct horse' };

const { dataDir, settings, postmaster } = useDirectory({ ADMIN_PASSWORD: LOGIN.password });
let checkout: string;

beforeAll(async () => {
  checkout = await copyProgram();
});

/** `npm start` as a terminal would run it: the leader of a process group of its own. */
const npmStart = (shell: string): Promise<ServerProcess> => {
  const npm = { npm_config_update_notifier: 'false', npm_config_script_shell: shell };
  const env = cleanEnvironment(temporaryDirectory(), { DATA_DIR: dataDir, PORT: '0', ...settings, ...npm });
  return ready(start('npm', ['start'], { cwd: checkout, env, detached: true }));
};

// Some shells stay between npm and the server and die of a signal, others make way for the server, which then hears of
// a Ctrl-C from the terminal and from npm.
const SHELLS = ['sh', '/bin/bash'].filter((shell) => !shell.startsWith('/') || existsSync(shell));

describe.each(SHELLS)('npm start, with %s', (shell) => {
  test.each([
    ['SIGTERM to npm', 'SIGTERM', 1],
    ['SIGTERM to the whole group, as a supervisor sends it', 'SIGTERM', -1],
    ['SIGINT to the whole group, as Ctrl-C sends it', 'SIGINT', -1],
  ] as const)(
    '%s: the request under way is answered, npm ends, nothing is left',
    async (_how, signal, whom) => {
      const npm = await npmStart(shell);
      const npmGone = once(npm.child, 'exit');
      const pid = postmaster();
      expect(isAlive(pid)).toBe(true);
      const login = await beginRequest(npm.address, '/api/auth/login', LOGIN);
      process.kill(whom * npm.pid, signal);
      await npm.heard('finishing requests, then stopping.');
      expect((await login.finish()).status).toBe(200);
      await npmGone;
      await npm.ended; // nobody holds npm's output any more, the server neither
      expect(npm.stderr().match(/, then stopping/g)).toHaveLength(1);
      expect(isAlive(pid)).toBe(false);
      expect(postmasterPid(dataDir)).toBeUndefined();
    },
  );
});

test('the next start finds all in order', async () => {
  const server = await startServer({ dataDir });
  expect((await (await beginRequest(server.address, '/api/auth/login', LOGIN)).finish()).status).toBe(200);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
