import { setTimeout as sleep } from 'node:timers/promises';
import { seedUsers } from '../../seed';
import { quantile } from '../../statistics';
import { withClient } from '../evidence';
import type { Chaos, Fault, Finding } from '../fault';
import type { Heard } from '../http';
import { readVitals, type Vitals } from '../metrics';
import { FINE, mixedRequests } from '../mixed';
import { type PostgresStage, setStage } from '../stage';
import { askSteadily, measureCapacity } from '../steady';

const MINUTES = { quick: 1, whole: 60 };
const USERS = 10_000;
const SHARE_OF_CAPACITY = 0.7;
const SAMPLE_MS = 2_000;
const PROGRESS_MS = 60_000;
const MS_PER_HOUR = 3_600_000;
/** What is left after a collection may grow by so much from the second fifth to the last. */
const MOST_GROWTH_MB = 15;
const MOST_MORE_FILES = 10;

interface Sample extends Vitals {
  readonly connections: number;
}

interface Seen {
  readonly samples: Sample[];
  /** When each was sent, and how long it took. */
  readonly times: { readonly at: number; readonly ms: number }[];
  readonly odd: Heard[];
  answers: number;
}

const CONNECTIONS = `
select count(*)::int as n from pg_stat_activity
where usename = current_user and application_name like 'roster%'`;

/** Looks at the process every two seconds until it is told to stop. */
const watch = ({ server, postgres }: PostgresStage, chaos: Chaos, seen: Seen) => {
  let isOn = true;
  const watching = withClient(postgres.url, async (client) => {
    for (let told = performance.now(); isOn; await sleep(SAMPLE_MS)) {
      const { rows } = await client.query<{ n: number }>(CONNECTIONS);
      const sample = { ...(await readVitals(server.url)), connections: rows[0]?.n ?? Number.NaN };
      seen.samples.push(sample);
      if (performance.now() - told < PROGRESS_MS) continue;
      told = performance.now();
      chaos.progress(`${seen.answers} answers, RSS ${sample.residentMb.toFixed(0)} MB`);
    }
  });
  return {
    async stop() {
      isOn = false;
      await watching;
    },
  };
};

/** Of things in the order of time, those of the n-th fifth, from 0. */
const fifth = <T>(all: readonly T[], n: number): readonly T[] =>
  all.slice(Math.floor((all.length * n) / 5), Math.floor((all.length * (n + 1)) / 5));

/** The slope of the line through these points, by least squares. */
const slopeOf = (points: readonly (readonly [x: number, y: number])[]): number => {
  const meanOf = (values: readonly number[]): number =>
    values.reduce((sum, one) => sum + one, 0) / values.length;
  const meanX = meanOf(points.map(([x]) => x));
  const meanY = meanOf(points.map(([, y]) => y));
  const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
};

const leastHeap = (samples: readonly Sample[]): number => Math.min(...samples.map(({ heapMb }) => heapMb));
const p99 = (times: Seen['times']): number =>
  quantile(
    times.map(({ ms }) => ms),
    0.99,
  );

const judge = ({ samples, times, odd, answers }: Seen, perSecond: number, minutes: number): Finding => {
  // What a process takes in its first minutes it keeps.
  const settled = samples.slice(Math.floor(samples.length / 5));
  const slope = slopeOf(settled.map(({ at, residentMb }) => [at / MS_PER_HOUR, residentMb]));
  const heap = [leastHeap(fifth(samples, 1)), leastHeap(fifth(samples, 4))] as const;
  const [first, last] = [settled[0], settled.at(-1)];
  const files = [first?.files ?? 0, last?.files ?? 0] as const;
  const sorted = times.toSorted((a, b) => a.at - b.at);
  const slow = [p99([...fifth(sorted, 0)]), p99([...fifth(sorted, 4)])] as const;
  const [one] = odd;
  const told = one ? `, the first ${one.status ?? 'broken'} ${one.text.slice(0, 80)}` : '';
  return {
    figure: `${minutes} min, ${answers} answers at ${perSecond.toFixed(0)}/s, not expected ${odd.length}${told}; RSS ${first?.residentMb.toFixed(0)} to ${last?.residentMb.toFixed(0)} MB, slope ${slope.toFixed(1)} MB/h; heap after collection ${heap[0].toFixed(1)} to ${heap[1].toFixed(1)} MB; handles ${first?.handles} to ${last?.handles}; files ${files[0]} to ${files[1]}; connections to Postgres ${first?.connections} to ${last?.connections}; p99 ${slow[0].toFixed(1)} ms in the first fifth, ${slow[1].toFixed(1)} ms in the last`,
    ok: odd.length === 0 && heap[1] - heap[0] < MOST_GROWTH_MB && files[1] - files[0] < MOST_MORE_FILES,
  };
};

const run = async (chaos: Chaos): Promise<Finding> => {
  const stage = await setStage(chaos);
  await withClient(stage.postgres.url, (client) => seedUsers(client, USERS));
  const step = mixedRequests(stage.asker, USERS);
  const capacity = await measureCapacity(step, { together: 32, seconds: chaos.isQuick ? 3 : 20 });
  const perSecond = capacity * SHARE_OF_CAPACITY;
  const minutes = chaos.minutes ?? (chaos.isQuick ? MINUTES.quick : MINUTES.whole);
  chaos.progress(`capacity ${capacity.toFixed(0)}/s, now ${perSecond.toFixed(0)}/s for ${minutes} min`);
  const seen: Seen = { samples: [], times: [], odd: [], answers: 0 };
  const watching = watch(stage, chaos, seen);
  await askSteadily(step, { perSecond, seconds: minutes * 60 }, (heard, at) => {
    seen.answers += 1;
    seen.times.push({ at, ms: heard.ms });
    if (!FINE.includes(heard.status ?? 0)) seen.odd.push(heard);
    if (seen.answers % 100_000 === 0) stage.server.emptyLog();
  });
  await watching.stop();
  return judge(seen, perSecond, minutes);
};

/** Nothing breaks for a long time. */
export const soak: Fault = {
  name: 'soak',
  row: 155,
  says: `mixed requests of all dialects at ${SHARE_OF_CAPACITY * 100} % of what was measured to be possible`,
  expected: `no answer but the right one; heap after collection up by less than ${MOST_GROWTH_MB} MB, files by less than ${MOST_MORE_FILES}`,
  isExtra: true,
  run,
};
