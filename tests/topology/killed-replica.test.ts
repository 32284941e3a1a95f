import { until } from '../support/child-process';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { underLoad } from './caller';
import { hasTopology, startTopology, type Topology } from './topology';
import { CALLERS, compared, failedOf, isCreate, loadOf, served } from './writes';

jest.setTimeout(300_000);

let topology: Topology;

(hasTopology() ? describe : describe.skip)('kill -9 of a replica under load', () => {
  beforeAll(async () => {
    topology = await startTopology();
  });
  afterAll(() => topology?.stop());

  test('what was under way there fails, the rest does not; nothing acknowledged is lost', async () => {
    const total = { requests: 0, failed: 0, creates: 0, unanswered: 0 };
    for (let round = 0; round < COUNTS.replicaKills; round += 1) {
      const [first, second] = topology.replicas;
      const victim = round % 2 === 0 ? first : second;
      const prefix = `killed-${round}`;
      const outcomes = await underLoad(loadOf(topology, prefix), async (over) => {
        await until(() => over.length > 20 * CALLERS);
        expect(await victim.process().stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
        const soFar = over.length;
        await until(() => over.length > soFar + 20 * CALLERS);
        await victim.start();
        await served(victim);
      });
      const failed = failedOf(outcomes);
      // What each caller had under way, and what it sent while the system was taking the sockets down.
      expect(failed.length).toBeLessThanOrEqual(2 * CALLERS);
      expect(failed.filter(({ status }) => ![0, 502].includes(status))).toEqual([]);
      const { lost, unanswered } = await compared(topology, prefix, outcomes);
      expect(lost).toEqual([]);
      expect(unanswered.length).toBeLessThanOrEqual(failed.length);
      total.requests += outcomes.length;
      total.failed += failed.length;
      total.creates += outcomes.filter(isCreate).length;
      total.unanswered += unanswered.length;
    }
    report(
      `kill -9 of a replica: ${COUNTS.replicaKills} times, requests ${total.requests}, failed ${total.failed}, creates ${total.creates}, done but not answered ${total.unanswered}, acknowledged and lost 0`,
    );
  });
});
