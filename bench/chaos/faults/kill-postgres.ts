import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledged, type Create, type Creating } from '../creates';
import { isSound, lookAt, showEvidence } from '../evidence';
import type { Chaos, Fault } from '../fault';
import type { OwnPostgres } from '../own-postgres';
import { setStage } from '../stage';
import { showStatuses, showUnexpected, unexpected } from '../statuses';
import { between, showTimes, until } from '../wait';

const PER_SECOND = 200;
const ROUNDS = { quick: 3, whole: 50 };
const BACK_MS = 60_000;

/** Milliseconds from the moment when Postgres takes connections again to the first create that succeeds. */
const firstSuccess = async ({ over }: Creating): Promise<number> => {
  const back = performance.now();
  const isFirst = ({ status, sentAt }: Create): boolean => status === 201 && sentAt >= back;
  await until('a create succeeds', BACK_MS, () => over.some(isFirst));
  return (over.find(isFirst)?.overAt ?? Number.NaN) - back;
};

interface Seen {
  readonly recoveries: number[];
  /** Creates that were sent and over while Postgres was down. */
  readonly whileDown: Create[];
}

const breakOnce = async (postgres: OwnPostgres, creating: Creating, seen: Seen): Promise<void> => {
  await sleep(between(200, 800));
  await postgres.kill();
  const down = performance.now();
  await sleep(between(200, 800));
  const up = performance.now();
  await postgres.start();
  seen.recoveries.push(await firstSuccess(creating));
  seen.whileDown.push(...creating.over.filter(({ sentAt, overAt }) => sentAt >= down && overAt <= up));
};

const run = async (chaos: Chaos) => {
  const rounds = chaos.isQuick ? ROUNDS.quick : ROUNDS.whole;
  const { postgres, server, creates: begin } = await setStage(chaos);
  const creating = begin(PER_SECOND);
  const seen: Seen = { recoveries: [], whileDown: [] };
  for (let round = 1; round <= rounds; round += 1) {
    await breakOnce(postgres, creating, seen);
    if (round % 10 === 0) chaos.progress(`${round} of ${rounds} kills, ${showStatuses(creating.over)}`);
  }
  const creates = await creating.stop();
  const evidence = await lookAt(postgres.url, acknowledged(creates));
  const others = [...unexpected(creates, [201, 503]), ...unexpected(seen.whileDown, [503])];
  return {
    figure: `${rounds} kills, ${showStatuses(creates)}, while down ${showStatuses(seen.whileDown)}; ${showEvidence(evidence)}; first success ${showTimes(seen.recoveries)} after Postgres takes connections${showUnexpected(others)}`,
    ok: isSound(evidence) && others.length === 0 && server.ending() === null,
  };
};

/** The database dies under a server that lives on. */
export const killPostgres: Fault = {
  name: 'kill-postgres',
  row: 137,
  says: `kill -9 of every process of Postgres during ${PER_SECOND} creates/s, and its restart`,
  expected:
    'acknowledged lost = 0, half rows = 0, 503 and nothing else while it is down, no restart of the server',
  run,
};
