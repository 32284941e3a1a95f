import { join } from 'node:path';
import { isAlive, type Started, start } from './child-process';
import { freePort } from './redis-server';
import { ROOT } from './roster-process';

/** HAProxy with the repository's own configuration. */
export interface Haproxy {
  readonly url: string;
  /** What it has told of its servers, such as `Server roster/roster-1 is DOWN`. */
  told(): string;
  stop(): Promise<void>;
}

const CONFIG = join(ROOT, 'deploy/haproxy/haproxy.cfg');

const launch = (port: number, [first, second]: readonly [string, string]): Started =>
  start('haproxy', ['-db', '-f', CONFIG], {
    env: {
      PATH: process.env['PATH'],
      PROXY_BIND: `127.0.0.1:${port}`,
      ROSTER_1: first,
      ROSTER_2: second,
    },
  });

const answers = async (url: string): Promise<boolean> =>
  fetch(`${url}/livez`).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * Starts `haproxy` in front of two servers, each given as `host:port`, of which one at least is there; look with
 * `hasProgram('haproxy')` first. Stop it when done.
 */
export const startHaproxy = async (servers: readonly [string, string]): Promise<Haproxy> => {
  for (;;) {
    const port = await freePort();
    const started = launch(port, servers);
    const kill = (): boolean => started.child.kill('SIGKILL');
    process.once('exit', kill);
    const url = `http://127.0.0.1:${port}`;
    while (isAlive(started.pid) && !(await answers(url))) await new Promise((done) => setTimeout(done, 50));
    if (isAlive(started.pid))
      return {
        url,
        told: () => started.stdout() + started.stderr(),
        async stop() {
          started.child.kill('SIGKILL');
          await started.ended;
          process.off('exit', kill);
        },
      };
    process.off('exit', kill);
    // Somebody else was faster at the port.
    if (!/cannot bind socket/.test(started.stderr() + started.stdout()))
      throw new Error(`haproxy did not start:\n${started.stdout()}${started.stderr()}`);
  }
};
