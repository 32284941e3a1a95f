import { setTimeout as sleep } from 'node:timers/promises';
import { acknowledged } from '../creates';
import { isSound, lookAt, showEvidence, withClient } from '../evidence';
import type { Chaos, Fault } from '../fault';
import { repeat } from '../repeat';
import { setStage } from '../stage';
import { showStatuses, showUnexpected, unexpected } from '../statuses';
import { until } from '../wait';

const SECONDS = { quick: 3, whole: 20 };
const PER_SECOND = 50;
const BACK_MS = 30_000;

/** As after a failover that has not come to its end; connections that are there hear of it only by being cut. */
const setReadOnly = (url: string, isReadOnly: boolean): Promise<void> =>
  withClient(url, async (client) => {
    const database = new URL(url).pathname.slice(1);
    await client.query('set default_transaction_read_only = off');
    await client.query(
      `alter database ${database} set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`,
    );
    await client.query(
      'select pg_terminate_backend(pid, 30000) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()',
    );
  });

const run = async (chaos: Chaos) => {
  const { postgres, server, ask, creates: begin } = await setStage(chaos);
  const creating = begin(PER_SECOND);
  await until('a create succeeds', BACK_MS, () => acknowledged(creating.over).length > 0);
  await setReadOnly(postgres.url, true);
  const from = performance.now();
  const reads = repeat(chaos.cleanUp, 10, () => ask('GET /api/users/1'));
  const metrics = repeat(chaos.cleanUp, 100, () => ask('GET /metrics'));
  await sleep((chaos.isQuick ? SECONDS.quick : SECONDS.whole) * 1000);
  const to = performance.now();
  const [read, scraped] = [await reads.stop(), await metrics.stop()];
  await setReadOnly(postgres.url, false);
  const back = await until('a create succeeds again', BACK_MS, () =>
    creating.over.some(({ status, sentAt }) => status === 201 && sentAt > to),
  );
  const creates = await creating.stop();
  const meanwhile = creates.filter(({ sentAt, overAt }) => sentAt > from && overAt < to);
  const evidence = await lookAt(postgres.url, acknowledged(creates));
  const others = [
    ...unexpected(read, [200, 503]),
    ...unexpected(scraped, [200, 503]),
    ...unexpected(creates, [201, 503]),
    ...unexpected(meanwhile, [503]),
  ];
  return {
    figure: `reads ${showStatuses(read)}, metrics ${showStatuses(scraped)}, creates ${showStatuses(meanwhile)}; writes again ${back.toFixed(0)} ms after the end; ${showEvidence(evidence)}${showUnexpected(others)}`,
    ok: isSound(evidence) && others.length === 0 && server.ending() === null,
  };
};

/** The database takes nothing any more. */
export const readOnly: Fault = {
  name: 'read-only',
  row: null,
  says: 'the database only reads, and every connection is cut as that begins and ends',
  expected:
    'reads answer, writes are 503, metrics and ledger go on, and it writes again without a restart; lost = 0',
  run,
};
