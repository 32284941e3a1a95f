import type { Chaos, Fault } from '../fault';
import type { Heard } from '../http';
import { readiness } from '../outage';
import { setStage } from '../stage';
import { showStatuses, unexpected } from '../statuses';
import { showTimes } from '../wait';

const ROUNDS = { quick: 2, whole: 20 };
/** More than the pool has connections, so that each of them is there and idle. */
const TOGETHER = 40;

const run = async (chaos: Chaos) => {
  const { postgres, server, asker, ask } = await setStage(chaos);
  const readAll = (): Promise<Heard[]> =>
    Promise.all(Array.from({ length: TOGETHER }, () => ask('GET /api/users/1')));
  const after: Heard[] = [];
  const times: { readonly down: number[]; readonly up: number[] } = { down: [], up: [] };
  const rounds = chaos.isQuick ? ROUNDS.quick : ROUNDS.whole;
  for (let round = 1; round <= rounds; round += 1) {
    after.push(...(await readAll()));
    await postgres.stop();
    times.down.push(await readiness(asker, 503));
    await postgres.start();
    times.up.push(await readiness(asker, 200));
  }
  after.push(...(await readAll()));
  const lives = server.ending() === null;
  return {
    figure: `${rounds} restarts, crashes ${lives ? 0 : 1}; not ready after ${showTimes(times.down)}, ready again after ${showTimes(times.up)}; reads once it is ready: ${showStatuses(after)}`,
    ok: lives && unexpected(after, [200]).length === 0,
  };
};

/** Nobody uses the connections when they break. */
export const idleRestart: Fault = {
  name: 'idle-restart',
  row: 138,
  says: 'Postgres stopped and started again while the pool is idle',
  expected: 'the process lives; /readyz 503, then 200 without a restart, and no request fails from then on',
  run,
};
