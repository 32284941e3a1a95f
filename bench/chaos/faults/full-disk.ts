import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledged, type Creating } from '../creates';
import { databaseIn } from '../embedded';
import { isSound, lookAt, showEvidence } from '../evidence';
import { type Chaos, type Fault, skipped } from '../fault';
import { repeat } from '../repeat';
import { createSmallDisk, type SmallDisk } from '../small-disk';
import { setEmbeddedStage } from '../stage';
import { showStatuses, showUnexpected, unexpected } from '../statuses';
import { until } from '../wait';

/** Room for the database and its first writes. */
const MEGABYTES = 200;
const PER_SECOND = 100;
const SECONDS = { quick: 5, whole: 40 };
const LONGEST_MS = 120_000;

const isRefused = ({ over }: Creating, since: number): boolean =>
  over.some(({ status, sentAt }) => status === 503 && sentAt > since);

/** Keeps the disk full until writes are refused, and for some time after. */
const keepFull = async (disk: SmallDisk, creating: Creating, seconds: number): Promise<void> => {
  const full = performance.now();
  await until('a write is refused', LONGEST_MS, () => {
    disk.fill();
    return isRefused(creating, full);
  });
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    disk.fill();
    await sleep(100);
  }
};

const run = async (chaos: Chaos) => {
  const disk = createSmallDisk(chaos.place, MEGABYTES, chaos.cleanUp);
  if (typeof disk === 'string') return skipped(disk);
  const dataDir = join(disk.place, 'data');
  const { server, ask, creates: begin } = await setEmbeddedStage(chaos, dataDir);
  const creating = begin(PER_SECOND);
  await until('a create succeeds', LONGEST_MS, () => acknowledged(creating.over).length > 0);
  const reads = repeat(chaos.cleanUp, 20, () => ask('GET /api/users/1'));
  const before = creating.over.length;
  await keepFull(disk, creating, chaos.isQuick ? SECONDS.quick : SECONDS.whole);
  const meanwhile = creating.over.slice(before);
  disk.free();
  const freed = performance.now();
  const back = await until('a write succeeds again', LONGEST_MS, () =>
    creating.over.some(({ status, sentAt }) => status === 201 && sentAt > freed),
  );
  const read = await reads.stop();
  const creates = await creating.stop();
  const evidence = await lookAt(databaseIn(dataDir), acknowledged(creates));
  const others = [...unexpected(creates, [201, 503]), ...unexpected(read, [200])];
  return {
    figure: `creates while it is full ${showStatuses(meanwhile)}, reads ${showStatuses(read)}; writes again ${(back / 1000).toFixed(2)} s after room was made; ${showEvidence(evidence)}${showUnexpected(others)}`,
    ok: isSound(evidence) && others.length === 0 && server.ending() === null,
  };
};

/** The database has nowhere to write to. */
export const fullDisk: Fault = {
  name: 'full-disk',
  row: 142,
  says: `the database's file system (${MEGABYTES} MB) filled up during ${PER_SECOND} creates/s`,
  expected: 'writes 503, reads go on, writes again without a restart when room is made; lost = 0',
  run,
};
