import { seedUsers } from '../../seed';
import { type Dawdler, readNothing, sendSlowly } from '../dawdlers';
import { withClient } from '../evidence';
import type { Chaos, Fault } from '../fault';
import type { Heard } from '../http';
import { readVitals } from '../metrics';
import { repeat, slowest } from '../repeat';
import { ADMIN_TOKEN } from '../roster-server';
import { type PostgresStage, setStage } from '../stage';
import { showStatuses } from '../statuses';
import { until } from '../wait';

const COUNT = { quick: 100, whole: 1000 };
/** Each takes megabytes of the system’s memory. */
const READERS = { quick: 100, whole: 300 };
/** A list that fills the sockets of both sides and more. */
const USERS = 100_000;
const CUT_MS = 900_000;
const LEAST_SERVED = 0.99;

const FIELDS = `Host: chaos\r\nAuthorization: Bearer ${ADMIN_TOKEN}\r\n`;
const SLOW_HEADERS = `GET /api/users HTTP/1.1\r\n${FIELDS}X-Slow: `;
const SLOW_BODY = `POST /api/users HTTP/1.1\r\n${FIELDS}Content-Type: application/json\r\nContent-Length: 50000\r\n\r\n{"username":"`;
const LIST = `GET /api/users HTTP/1.1\r\n${FIELDS}\r\n`;

const every = <T>(count: number, begin: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, begin));

/** Seconds until the last of them was cut off. */
const secondsToCut = async (dawdlers: readonly Dawdler[]): Promise<number> => {
  const begun = performance.now();
  await Promise.all(dawdlers.map(({ cut }) => cut));
  return (performance.now() - begun) / 1000;
};

/** Seconds until nobody is under way any more but who asks; readers do not notice that they were cut off. */
const secondsToEnd = async ({ server }: PostgresStage): Promise<number> => {
  const isOver = async (): Promise<boolean> => (await readVitals(server.url)).inFlight <= 2;
  return (await until('lists that nobody reads are cut off', CUT_MS, isOver)) / 1000;
};

const run = async (chaos: Chaos) => {
  const stage = await setStage(chaos);
  const { server, postgres, ask } = stage;
  await withClient(postgres.url, (client) => seedUsers(client, USERS));
  const kind = chaos.isQuick ? 'quick' : 'whole';
  const count = COUNT[kind];
  const before = await readVitals(server.url);
  const honest = repeat(chaos.cleanUp, 20, () => ask('GET /api/users/2'));
  const headers = secondsToCut(await every(count, () => sendSlowly(server.url, SLOW_HEADERS, 'x')));
  const bodies = secondsToCut(await every(count, () => sendSlowly(server.url, SLOW_BODY, 'x')));
  const readers = await every(READERS[kind], () => readNothing(server.url, LIST));
  chaos.progress(`${2 * count + readers.length} dawdle`);
  const cut = [await headers, await bodies, await secondsToEnd(stage)].map(
    (seconds) => `${seconds.toFixed(0)} s`,
  );
  const heard: readonly Heard[] = await honest.stop();
  for (const reader of readers) reader.close();
  const after = await readVitals(server.url);
  const served = heard.filter(({ status }) => status === 200).length / heard.length;
  return {
    figure: `${count} slow headers, ${count} slow bodies, ${readers.length} lists not read; cut off after ${cut.join(', ')} (headers, body, reading); honest requests ${showStatuses(heard)}: ${(100 * served).toFixed(2)} % served, slowest ${slowest(heard).toFixed(0)} ms; files open ${before.files} before, ${after.files} after`,
    ok: served >= LEAST_SERVED && after.files < before.files + 20 && server.ending() === null,
  };
};

/** Callers that take their time. */
export const dawdlers: Fault = {
  name: 'dawdlers',
  row: 158,
  says: 'headers a byte at a time, bodies a byte at a time, lists that are asked for and not read',
  expected:
    'cut off: headers after 15 s, bodies after 30 s, readers who take nothing for five minutes; honest requests 99 % served',
  run,
};
