import { join } from 'node:path';
import { acknowledged, startCreates } from '../../bench/chaos/creates';
import { lookAt, showEvidence } from '../../bench/chaos/evidence';
import { createAsker, type Heard } from '../../bench/chaos/http';
import { readiness } from '../../bench/chaos/outage';
import { createOwnPostgres, type OwnPostgres } from '../../bench/chaos/own-postgres';
import { showStatuses, unexpected } from '../../bench/chaos/statuses';
import { until } from '../../bench/chaos/wait';
import { createCleanUp } from '../../bench/clean-up';
import { COUNTS } from '../support/counts';
import { report } from '../support/report';
import { cleanUp, type ServerProcess, startServer, temporaryDirectory } from '../support/roster-process';
import { ask } from '../support/test-server';

jest.setTimeout(240_000);

const TOKEN = 'token-of-the-tests-of-outages-0123456789';
/** More than the pool has connections, so that each of them is there, and idle afterwards. */
const TOGETHER = 40;
const PER_SECOND = 50;
const PATIENCE_MS = 60_000;

let postgres: OwnPostgres;
let server: ServerProcess;
const stops = createCleanUp();

beforeAll(async () => {
  postgres = await createOwnPostgres(join(temporaryDirectory(), 'postgres'));
  const settings = { DATABASE_URL: postgres.url, ADMIN_TOKEN: TOKEN, BCRYPT_COST: '4' };
  server = await startServer({ settings });
});

afterAll(async () => {
  await stops.run();
  await server.stop();
  await postgres.stop();
  await cleanUp();
});

test('Postgres restarted while the pool is idle: not ready, then ready, and no request fails from then on', async () => {
  const asker = createAsker(server.address);
  stops.add(() => asker.close());
  const readAll = (): Promise<Heard[]> =>
    Promise.all(Array.from({ length: TOGETHER }, () => asker.ask('GET /api/users/1', { token: TOKEN })));
  expect(showStatuses(await readAll())).toBe(`200 × ${TOGETHER}`);
  await postgres.stop();
  await readiness(asker, 503);
  const away = await ask(server.address, 'GET /readyz');
  expect([away.status, away.text, away.headers['retry-after']]).toEqual([503, 'not ready', '1']);
  const refused = await ask(server.address, 'GET /api/users/1', { token: TOKEN });
  expect([refused.status, refused.text, refused.headers['retry-after']]).toEqual([
    503,
    'Service Unavailable',
    '2',
  ]);
  expect((await ask(server.address, 'GET /livez')).text).toBe('ok');
  await postgres.start();
  await readiness(asker, 200);
  expect(showStatuses(await readAll())).toBe(`200 × ${TOGETHER}`);
});

test('kill -9 of Postgres during creates: what was acknowledged is there, the rest whole or absent, 503 meanwhile', async () => {
  const creating = startCreates(
    { url: server.address, token: TOKEN, prefix: 'outage', perSecond: PER_SECOND },
    stops,
  );
  const succeedsSince = (since: number) => (): boolean =>
    creating.over.some(({ status, sentAt }) => status === 201 && sentAt >= since);
  for (let round = 0; round < COUNTS.outages; round += 1) {
    await until('a create succeeds', PATIENCE_MS, succeedsSince(performance.now()));
    await postgres.kill();
    const down = performance.now();
    await until('a create is refused', PATIENCE_MS, () => creating.over.some(({ sentAt }) => sentAt >= down));
    const up = performance.now();
    const meanwhile = creating.over.filter(({ sentAt, overAt }) => sentAt >= down && overAt <= up);
    expect(unexpected(meanwhile, [503])).toEqual([]);
    await postgres.start();
  }
  await until('a create succeeds', PATIENCE_MS, succeedsSince(performance.now()));
  const creates = await creating.stop();
  const evidence = await lookAt(postgres.url, acknowledged(creates));
  report(`${COUNTS.outages} kills, creates ${showStatuses(creates)}; ${showEvidence(evidence)}`);
  expect(unexpected(creates, [201, 503])).toEqual([]);
  expect(evidence).toMatchObject({ lost: 0, half: 0, twice: 0 });
  expect(server.child.exitCode).toBeNull();
});
