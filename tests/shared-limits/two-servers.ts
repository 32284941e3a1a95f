import { setTimeout as sleep } from 'node:timers/promises';
import { samplesOf, total } from '../signals/samples';
import { type AnotherServer, startAnotherServer } from '../support/another-server';
import { type Answer, ask, startTestServer, type TestServer } from '../support/test-server';
import { createVolley, type Shot } from '../support/volley';

/** Two servers over one database and one Redis, and their first administrator. */
export interface TwoServers {
  readonly first: TestServer;
  readonly second: AnotherServer;
  readonly urls: readonly [string, string];
  stop(): Promise<void>;
}

/** Longer than any answer takes on a machine that is busy with other tests. */
const PATIENT = { REDIS_TIMEOUT_MS: '10000' };

/** The settings of servers that count in this Redis and wait for it, unless more is said. */
export const startTwoServers = async (
  redisUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<TwoServers> => {
  const first = await startTestServer({ settings: { ...PATIENT, ...settings, REDIS_URL: redisUrl } });
  await first.user({ username: 'admin', roles: ['admin'], password: 'admin-password-1' });
  const second = await startAnotherServer(first);
  return {
    first,
    second,
    urls: [first.url, second.url],
    async stop() {
      await second.stop();
      await first.stop();
    },
  };
};

/** Whether a server counts where its settings say, as its metrics have it. Metrics cost no budget. */
export const isShared = async (url: string): Promise<boolean> =>
  total(samplesOf((await ask(url, 'GET /metrics')).text), 'roster_shared_limits_up') === 1;

/** Waits until all of these servers know that Redis is there, or away; returns the milliseconds. The test's time limit ends it. */
export const untilShared = async (urls: readonly string[], wanted: boolean): Promise<number> => {
  const begun = performance.now();
  while ((await Promise.all(urls.map(isShared))).some((shared) => shared !== wanted)) await sleep(20);
  return performance.now() - begun;
};

/** The requests by turns to each of the servers: at once, on connections that are open, or one after another. */
export const WAYS = {
  'at once': async (urls: readonly string[], shots: readonly Shot[]): Promise<Answer[]> => {
    const volleys = urls.map(createVolley);
    try {
      const parts = volleys.map((volley, n) => volley.fire(shots.filter((_, i) => i % urls.length === n)));
      return (await Promise.all(parts)).flat();
    } finally {
      for (const volley of volleys) volley.close();
    }
  },
  'one after another': async (urls: readonly string[], shots: readonly Shot[]): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (const [index, { line, ...asking }] of shots.entries())
      answers.push(await ask(urls[index % urls.length] as string, line, asking));
    return answers;
  },
} as const;

export type Way = keyof typeof WAYS;
export const EVERY_WAY = Object.keys(WAYS) as Way[];
