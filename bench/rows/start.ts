import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench';
import { startChild } from '../child';
import { type Line, show } from '../line';
import { ROOT, SETTINGS } from '../roster';
import { median } from '../statistics';

const IDLE_MS = 3000;

interface Start {
  readonly seconds: number;
  readonly residentMb: number;
}

/** One start in a data directory, to the answer that says that it is ready, and its memory after some idle seconds. */
const startOnce = async (bench: Bench, dataDir: string): Promise<Start> => {
  const begin = performance.now();
  const roster = await startChild(
    {
      args: [join(ROOT, 'bin', 'roster.js'), 'serve'],
      environment: { ...SETTINGS, DATA_DIR: dataDir },
      logFile: join(bench.place, 'start.log'),
    },
    bench.cleanUp,
  );
  const { ok } = await fetch(`${roster.url}/readyz`);
  const seconds = (performance.now() - begin) / 1000;
  if (!ok) throw new Error('the server is not ready');
  await sleep(bench.plan.isQuick ? IDLE_MS / 3 : IDLE_MS);
  const residentMb = roster.residentMb();
  await roster.stop();
  return { seconds, residentMb };
};

/** Starts with the embedded Postgres: the first makes the database, the others find it. */
export const start = async (bench: Bench): Promise<Line[]> => {
  const dataDir = mkdtempSync(join(bench.place, 'start-'));
  const first = await startOnce(bench, dataDir);
  const starts: Start[] = [];
  for (let round = 1; round <= bench.plan.rounds; round += 1) {
    bench.progress(`start ${round} of ${bench.plan.rounds}`);
    starts.push(await startOnce(bench, dataDir));
  }
  return [
    {
      what: 'embedded Postgres, warm',
      claims: [
        {
          says: 'start to ready',
          value: median(starts.map(({ seconds }) => seconds)),
          unit: 's',
          atMost: 1.5,
        },
        {
          says: 'RSS, idle',
          value: median(starts.map(({ residentMb }) => residentMb)),
          unit: 'MB',
          atMost: 120,
        },
      ],
      beside: `the first start, which makes the database: ${show(first.seconds, 2)} s`,
    },
  ];
};
