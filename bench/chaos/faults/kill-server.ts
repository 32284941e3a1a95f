import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../../child';
import { acknowledged, type Create, startCreates } from '../creates';
import { databaseIn, stopRemains } from '../embedded';
import { isSound, lookAt, showEvidence } from '../evidence';
import type { Chaos, Fault } from '../fault';
import { ADMIN_TOKEN, startServer } from '../roster-server';
import { showStatuses, showUnexpected, unexpected } from '../statuses';
import { between, showTimes } from '../wait';

const PER_SECOND = 200;
const ROUNDS = { quick: 5, whole: 100 };
/** Milliseconds of creates before the kill. */
const LEAST_MS = 300;
const MOST_MS = 1500;
/** Broken is what the kill makes of those under way. */
const FINE = [201, null];

const createAndKill = async (chaos: Chaos, server: Child, round: number): Promise<readonly Create[]> => {
  const creating = startCreates(
    { url: server.url, token: ADMIN_TOKEN, prefix: `round${round}x`, perSecond: PER_SECOND },
    chaos.cleanUp,
  );
  await sleep(between(LEAST_MS, MOST_MS));
  // Nothing is sent any more, and what is under way is cut.
  const over = creating.stop();
  await server.kill();
  return over;
};

const run = async (chaos: Chaos) => {
  const rounds = chaos.isQuick ? ROUNDS.quick : ROUNDS.whole;
  const dataDir = join(chaos.place, 'data');
  stopRemains(dataDir, chaos.cleanUp);
  const starts: number[] = [];
  const creates: Create[] = [];
  const start = async (): Promise<Child> => {
    const begun = performance.now();
    const server = await startServer(chaos, { DATA_DIR: dataDir });
    starts.push(performance.now() - begun);
    return server;
  };
  for (let round = 1; round <= rounds; round += 1) {
    creates.push(...(await createAndKill(chaos, await start(), round)));
    if (round % 10 === 0) chaos.progress(`${round} of ${rounds} kills, ${showStatuses(creates)}`);
  }
  const last = await start();
  const evidence = await lookAt(databaseIn(dataDir), acknowledged(creates));
  await last.stop();
  const others = unexpected(creates, FINE);
  return {
    figure: `${rounds} kills, ${showStatuses(creates)}; ${showEvidence(evidence)}; next start ${showTimes(starts.slice(1))}${showUnexpected(others)}`,
    ok: isSound(evidence) && others.length === 0 && last.ending() === 'exit 0',
  };
};

/** The process dies; what it said is done stays done. */
export const killServer: Fault = {
  name: 'kill-server',
  row: 136,
  says: `kill -9 of the server (embedded Postgres) during ${PER_SECOND} creates/s`,
  expected: 'acknowledged lost = 0, half rows = 0, every next start takes over the Postgres that was left',
  run,
};
