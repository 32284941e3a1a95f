import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledged } from '../creates';
import { databaseIn, killPostgresIn } from '../embedded';
import { isSound, lookAt, showEvidence } from '../evidence';
import { type Chaos, type Fault, skipped } from '../fault';
import { createSmallDisk } from '../small-disk';
import { setEmbeddedStage } from '../stage';
import { showStatuses, showUnexpected, unexpected } from '../statuses';
import { until } from '../wait';

const MEGABYTES = 200;
const PER_SECOND = 50;
const SECONDS = { quick: 10, whole: 90 };
const LONGEST_MS = 120_000;

const run = async (chaos: Chaos) => {
  const disk = createSmallDisk(chaos.place, MEGABYTES, chaos.cleanUp);
  if (typeof disk === 'string') return skipped(disk);
  const dataDir = join(disk.place, 'data');
  const { server, creates: begin } = await setEmbeddedStage(chaos, dataDir);
  const creating = begin(PER_SECOND);
  await until('a create succeeds', LONGEST_MS, () => acknowledged(creating.over).length > 0);
  killPostgresIn(dataDir);
  disk.fill();
  const full = performance.now();
  const end = full + (chaos.isQuick ? SECONDS.quick : SECONDS.whole) * 1000;
  for (; performance.now() < end; await sleep(100)) disk.fill();
  disk.free();
  const freed = performance.now();
  const back = await until('a write succeeds again', LONGEST_MS, () =>
    creating.over.some(({ status, sentAt }) => status === 201 && sentAt > freed),
  );
  const creates = await creating.stop();
  const meanwhile = creates.filter(({ sentAt, overAt }) => sentAt > full && overAt < freed);
  const evidence = await lookAt(databaseIn(dataDir), acknowledged(creates));
  const others = unexpected(creates, [201, 503]);
  return {
    figure: `creates while it is full ${showStatuses(meanwhile)}; writes again ${(back / 1000).toFixed(2)} s after room was made; ${showEvidence(evidence)}${showUnexpected(others)}`,
    ok: isSound(evidence) && others.length === 0 && server.ending() === null,
  };
};

/** The embedded Postgres cannot even start. */
export const noRoomToRecover: Fault = {
  name: 'no-room-to-recover',
  row: 142,
  says: `kill -9 of the embedded Postgres, whose file system (${MEGABYTES} MB) is full when it is to recover`,
  expected: '503 while it cannot start, and back without a restart of the server when room is made; lost = 0',
  run,
};
