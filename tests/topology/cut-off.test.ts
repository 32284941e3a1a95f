import { until } from '../support/child-process';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import type { Shot } from '../support/volley';
import { type Outcome, statusesOf, underLoad } from './caller';
import { type MadeToken, makeTokens } from './credentials';
import { ADMIN_TOKEN, hasTopology, startTopology, type Topology } from './topology';

jest.setTimeout(300_000);

const CALLERS = 6;

let topology: Topology;

const pause = (seconds: number): Promise<void> => new Promise((done) => setTimeout(done, seconds * 1000));

/** How often the proxy has said this of the first replica. */
const toldOfFirst = (state: 'UP' | 'DOWN'): number =>
  topology.proxy.told().split(`Server roster/roster-1 is ${state}`).length - 1;

/** What a replica is cut from, and for how many seconds at least. */
interface Cut {
  readonly from: readonly ('postgres' | 'redis')[];
  readonly seconds: number;
}

const CUTS: Readonly<Record<string, Cut>> = {
  'its Postgres': { from: ['postgres'], seconds: COUNTS.cutSeconds },
  'its Redis': { from: ['redis'], seconds: COUNTS.cutSeconds / 6 },
  both: { from: ['postgres', 'redis'], seconds: COUNTS.cutSeconds / 6 },
};

/** Asks with two tokens in turn, one of which ends while the replica is cut off. */
const inTurn =
  (good: string, ended: string) =>
  (n: number): Shot => ({ line: 'GET /api/users/1', token: n % 2 === 0 ? good : ended });

const revoke = async ({ id }: MadeToken): Promise<void> => {
  const { address } = topology.replicas[1];
  const { status } = await fetch(`${address}/api/admin/tokens/${id}/revoke`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  expect(status).toBe(200);
};

/** Cuts the first replica off, ends a token at the second, does the work, mends; answers with the times of it. */
const cutOff = async ({ from }: Cut, token: MadeToken, work: () => Promise<void>) => {
  const [first] = topology.replicas;
  const ups = toldOfFirst('UP');
  const downs = toldOfFirst('DOWN');
  for (const what of from) first[what]?.cut();
  const cutAt = performance.now();
  await revoke(token);
  const revokedAt = performance.now();
  if (from.includes('postgres')) await until(() => toldOfFirst('DOWN') > downs);
  await work();
  const mendedAt = performance.now();
  for (const what of from) first[what]?.mend();
  if (from.includes('postgres')) await until(() => toldOfFirst('UP') > ups);
  return { cutAt, revokedAt, mendedAt };
};

(hasTopology() ? describe : describe.skip)(
  'a replica that is cut off, its packets dropped in silence',
  () => {
    let tokens: MadeToken[];
    beforeAll(async () => {
      // Few connections, so that some requests wait for one and give up, and others wait for an answer.
      topology = await startTopology({ DATABASE_POOL_MAX: '2', REDIS_TIMEOUT_MS: '100' });
      tokens = await makeTokens(topology.url, 2 * Object.keys(CUTS).length);
    });
    afterAll(() => topology?.stop());

    test.each(Object.entries(CUTS))(
      'from %s: lets in nobody whose access has ended meanwhile, and recovers without a restart',
      async (name, cut) => {
        const [first] = topology.replicas;
        const { pid } = first.process();
        const [good, ended] = tokens.splice(0, 2) as [MadeToken, MadeToken];
        const next = inTurn(good.secret, ended.secret);
        let proxied: readonly Outcome[] = [];
        let times = { cutAt: 0, revokedAt: 0, mendedAt: 0 };
        const outcomes = await underLoad({ url: first.address, callers: CALLERS, next }, async (over) => {
          await until(() => over.length > 2 * CALLERS);
          times = await cutOff(cut, ended, async () => {
            const load = { url: topology.url, callers: 1, next };
            proxied = await underLoad(load, async (answered) => {
              await pause(cut.seconds);
              await until(() => answered.length > 0);
            });
          });
          // Whoever was held up has been told by now, and somebody was let in again.
          const isBack = ({ shot, status, sentAt }: Outcome): boolean =>
            shot.token === good.secret && status === 200 && sentAt > times.mendedAt;
          await until(() => over.some(isBack));
        });
        const { cutAt, revokedAt, mendedAt } = times;

        const isEnded = ({ shot }: Outcome): boolean => shot.token === ended.secret;
        const late = [...outcomes, ...proxied].filter(
          (outcome) => isEnded(outcome) && outcome.sentAt > revokedAt && outcome.status < 400,
        );
        const during = outcomes.filter(({ sentAt, doneAt }) => sentAt > cutAt && doneAt < mendedAt);
        report(
          `cut from ${name} for ${((mendedAt - cutAt) / 1000).toFixed(1)} s: answers meanwhile ${JSON.stringify(statusesOf(during))}, through the proxy ${JSON.stringify(statusesOf(proxied))}, late allows ${late.length}`,
        );
        expect(late).toEqual([]);
        if (cut.from.includes('postgres'))
          expect(Object.keys(statusesOf(during)).filter((status) => status !== '503')).toEqual([]);
        else expect(during.filter((outcome) => !isEnded(outcome) && outcome.status !== 200)).toEqual([]);
        // The other replica serves all.
        const strays = proxied.filter((outcome) => outcome.status !== (isEnded(outcome) ? 401 : 200));
        expect(strays).toEqual([]);
        expect(proxied.length).toBeGreaterThan(0);
        expect(first.process().pid).toBe(pid);
      },
    );
  },
);
