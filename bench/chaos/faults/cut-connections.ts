import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledged } from '../creates';
import { isSound, lookAt, showEvidence, withClient } from '../evidence';
import type { Chaos, Fault } from '../fault';
import type { Heard } from '../http';
import { repeat } from '../repeat';
import { setStage } from '../stage';
import { showStatuses, showUnexpected, unexpected } from '../statuses';

const EVERY_MS = 200;
const CREATES_PER_SECOND = 100;
const SECONDS = { quick: 10, whole: 60 };
const READ_PAUSE_MS = 10;

const CUT = `
select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
where usename = current_user and pid <> pg_backend_pid()`;

/** Ends every connection of the server again and again; resolves with how many it were. */
const cutAgainAndAgain = (url: string, seconds: number): Promise<number> =>
  withClient(url, async (client) => {
    let cut = 0;
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      cut += (await client.query<{ n: number }>(CUT)).rows[0]?.n ?? 0;
      await sleep(EVERY_MS);
    }
    return cut;
  });

const failures = (answers: readonly Heard[]): number =>
  (100 * answers.filter(({ status }) => status !== 200 && status !== 201).length) / answers.length;

const run = async (chaos: Chaos) => {
  const { postgres, server, ask, creates: begin } = await setStage(chaos);
  const creating = begin(CREATES_PER_SECOND);
  const reading = repeat(chaos.cleanUp, READ_PAUSE_MS, () => ask('GET /api/users/1'));
  const cut = await cutAgainAndAgain(postgres.url, chaos.isQuick ? SECONDS.quick : SECONDS.whole);
  const creates = await creating.stop();
  const reads = await reading.stop();
  const evidence = await lookAt(postgres.url, acknowledged(creates));
  const others = [...unexpected(creates, [201, 503]), ...unexpected(reads, [200, 503])];
  return {
    figure: `${cut} connections cut; creates ${showStatuses(creates)} (${failures(creates).toFixed(1)} % refused), reads ${showStatuses(reads)} (${failures(reads).toFixed(1)} %); ${showEvidence(evidence)}${showUnexpected(others)}`,
    ok: isSound(evidence) && others.length === 0 && server.ending() === null,
  };
};

/** Connections end in the middle of everything. */
export const cutConnections: Fault = {
  name: 'cut-connections',
  row: 139,
  says: `pg_terminate_backend on every connection every ${EVERY_MS} ms`,
  expected:
    'done or 503 without a word of SQL, nothing that writes is done again: lost = 0, half = 0, twice = 0',
  run,
};
