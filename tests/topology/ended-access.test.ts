import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { createCaller, type Outcome } from './caller';
import { ENDINGS, victim } from './endings';
import { ADMIN_TOKEN, hasTopology, startTopology, type Topology } from './topology';

jest.setTimeout(300_000);

let topology: Topology;

/** Where somebody goes on asking, and with what. */
interface Stream {
  readonly address: string;
  readonly token: string;
  /** What it is told in the end. */
  readonly refused: 401 | 403;
}

/** How many more each stream sends after the effect was answered. */
const AFTERWARDS = 3;

/** Asks on each stream again and again while the effect happens, and a little longer. */
const during = async (streams: readonly Stream[], effect: () => Promise<Outcome>) => {
  let endedAt = Number.POSITIVE_INFINITY;
  let begun = 0;
  let onAllBegun = (): void => undefined;
  const allBegun = new Promise<void>((resolve) => {
    onAllBegun = resolve;
  });
  const run = async ({ address, token }: Stream): Promise<Outcome[]> => {
    const caller = createCaller(address);
    const outcomes: Outcome[] = [];
    for (let left = AFTERWARDS; left > 0; ) {
      const outcome = await caller.send({ line: 'GET /api/directory/1', token });
      outcomes.push(outcome);
      if (outcomes.length === 1) begun += 1;
      if (begun === streams.length) onAllBegun();
      if (outcome.sentAt > endedAt) left -= 1;
    }
    caller.close();
    return outcomes;
  };
  const running = Promise.all(streams.map(run));
  await allBegun;
  const outcome = await effect();
  endedAt = outcome.status === 200 ? outcome.doneAt : 0;
  return { outcome, endedAt, streamed: await running };
};

(hasTopology() ? describe : describe.skip)('two replicas', () => {
  beforeAll(async () => {
    topology = await startTopology();
  });
  afterAll(() => topology?.stop());

  test.each(Object.entries(ENDINGS))(
    'nothing that starts after the answer to %s succeeds, on either and through the proxy',
    async (name, ending) => {
      const addresses = [...topology.replicas.map(({ address }) => address), topology.url];
      const total = { sent: 0, before: 0, late: 0 };
      for (let round = 0; round < COUNTS.replicaRounds; round += 1) {
        const who = await victim(topology, `${name.replaceAll(' ', '-')}-${round}`);
        const streams = addresses.flatMap((address): Stream[] => [
          ...(ending.session ? [{ address, token: who.session, refused: ending.session }] : []),
          ...(ending.token ? [{ address, token: who.token, refused: ending.token }] : []),
        ]);
        const changer = createCaller(addresses[round % 2] ?? '');
        const { outcome, endedAt, streamed } = await during(streams, () =>
          changer.send({ ...ending.of(who), token: ADMIN_TOKEN }),
        );
        changer.close();
        expect(outcome).toMatchObject({ status: 200 });
        const succeeded = streamed.flat().filter(({ status }) => status === 200);
        total.sent += streamed.flat().length;
        total.before += succeeded.length;
        total.late += succeeded.filter(({ sentAt }) => sentAt > endedAt).length;
        expect(streamed.map((outcomes) => outcomes.at(-1)?.status)).toEqual(
          streams.map(({ refused }) => refused),
        );
      }
      report(
        `${name}: ${COUNTS.replicaRounds} rounds, requests ${total.sent}, let in before it ${total.before}, late successes ${total.late}`,
      );
      expect(total.late).toBe(0);
      // Requests that were never let in would prove nothing.
      expect(total.before).toBeGreaterThan(0);
    },
  );
});
