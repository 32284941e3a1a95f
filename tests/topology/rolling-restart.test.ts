import { start } from '../support/child-process';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { hasProgram } from '../support/tools';
import { underLoad } from './caller';
import { ADMIN_TOKEN, hasTopology, type Replica, startTopology, type Topology } from './topology';
import { compared, failedOf, loadOf, served } from './writes';

jest.setTimeout(300_000);

let topology: Topology;

/** Stops a replica in order, starts it again, and waits until it has its share of the requests. */
const restart = async (replica: Replica): Promise<void> => {
  expect(await replica.process().stop()).toEqual({ code: 0, signal: null });
  await replica.start();
  await served(replica);
};

(hasTopology() ? describe : describe.skip)('a restart', () => {
  beforeAll(async () => {
    topology = await startTopology();
  });
  afterAll(() => topology?.stop());

  test('of one replica after the other under load: no request fails, nothing acknowledged is lost', async () => {
    const outcomes = await underLoad(loadOf(topology, 'rolling'), async () => {
      for (let round = 0; round < COUNTS.rollingRestarts; round += 1)
        for (const replica of topology.replicas) await restart(replica);
    });
    const failed = failedOf(outcomes);
    report(
      `rolling restarts of both replicas: ${COUNTS.rollingRestarts}, requests ${outcomes.length}, failed ${failed.length}`,
    );
    expect(failed.map(({ shot, status, text }) => ({ line: shot.line, status, text }))).toEqual([]);
    expect(await compared(topology, 'rolling', outcomes)).toEqual({ lost: [], unanswered: [] });
  });

  (hasProgram('wrk') ? test : test.skip)('of one under wrk: no request fails', async () => {
    const header = `Authorization: Bearer ${ADMIN_TOKEN}`;
    // To wrk, what takes longer than two seconds has failed unless it is told otherwise.
    const options = ['-t1', '-c16', '-d280s', '--timeout', '60s', '-H', header];
    const wrk = start('wrk', [...options, `${topology.url}/api/users/1`], {});
    await restart(topology.replicas[0]);
    // Asked to, it ends early and prints what it has counted.
    wrk.child.kill('SIGINT');
    await wrk.ended;
    const [, requests = '0'] = /(\d+) requests in/.exec(wrk.stdout()) ?? [];
    report(`wrk during the restart of a replica: ${requests} requests, and no line of errors`);
    expect(wrk.stdout()).not.toMatch(/Socket errors|Non-2xx/);
    expect(Number(requests)).toBeGreaterThan(0);
  });
});
