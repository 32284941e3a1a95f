import { acknowledged, startCreates } from '../../bench/chaos/creates';
import { lookAt, showEvidence, withClient } from '../../bench/chaos/evidence';
import { showStatuses, unexpected } from '../../bench/chaos/statuses';
import { until } from '../../bench/chaos/wait';
import { createCleanUp } from '../../bench/clean-up';
import { useApi } from '../http/api';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';

jest.setTimeout(240_000);

const api = useApi();

const PER_SECOND = 50;
const PATIENCE_MS = 60_000;

const CUT = `
select count(pg_terminate_backend(pid))::int as n from pg_stat_activity
where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`;

test('connections that are cut again and again in the middle of creates: done once and whole, or 503 without a word of SQL', async () => {
  const stops = createCleanUp();
  const { url } = api.server.database;
  const creating = startCreates(
    { url: api.server.url, token: api.adminToken, prefix: 'cut', perSecond: PER_SECOND },
    stops,
  );
  let cut = 0;
  await withClient(url, async (client) => {
    for (let round = 0; round < COUNTS.cuts; round += 1) {
      const soFar = creating.over.length;
      await until('a create is over', PATIENCE_MS, () => creating.over.length > soFar);
      cut += (await client.query<{ n: number }>(CUT)).rows[0]?.n ?? 0;
    }
  });
  const before = acknowledged(creating.over).length;
  await until('a create succeeds', PATIENCE_MS, () => acknowledged(creating.over).length > before);
  const creates = await creating.stop();
  const evidence = await lookAt(url, acknowledged(creates));
  report(`${cut} connections cut, creates ${showStatuses(creates)}; ${showEvidence(evidence)}`);
  expect(cut).toBeGreaterThan(0);
  expect(unexpected(creates, [201, 503])).toEqual([]);
  expect(evidence).toMatchObject({ lost: 0, half: 0, twice: 0 });
});
