import { sendSlowly, stayIdle } from '../dawdlers';
import type { Chaos, Fault } from '../fault';
import { readVitals, type Vitals } from '../metrics';
import { repeat } from '../repeat';
import { setStage } from '../stage';
import { showStatuses, unexpected } from '../statuses';
import { until } from '../wait';

const COUNTS = { quick: { opened: 2000, idle: 500 }, whole: { opened: 50_000, idle: 2000 } };
const AT_ONCE = 100;
const CLOSED_MS = 60_000;
/** What the pool of the database may open by itself. */
const MORE_FILES = 10;

/** Opens and closes so many: silent ones, ones with a request, ones with half a request. Resolves with connections a second. */
const openAndCloseMany = async (url: string, count: number): Promise<number> => {
  const begun = performance.now();
  for (let opened = 0; opened < count; opened += AT_ONCE) {
    const some = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => {
        if (index % 3 === 0) return stayIdle(url, null);
        if (index % 3 === 1) return stayIdle(url, '/livez');
        return sendSlowly(url, 'POST /api/users HTTP/1.1\r\nHost: chaos\r\n', 'x');
      }),
    );
    for (const one of some) one.close();
  }
  return count / ((performance.now() - begun) / 1000);
};

const closed = (url: string, before: Vitals): Promise<number> =>
  until(
    'connections are closed',
    CLOSED_MS,
    async () => (await readVitals(url)).files <= before.files + MORE_FILES,
  );

const run = async (chaos: Chaos) => {
  const { server, ask } = await setStage(chaos);
  const { opened, idle: count } = chaos.isQuick ? COUNTS.quick : COUNTS.whole;
  const before = await readVitals(server.url);
  const honest = repeat(chaos.cleanUp, 20, () => ask('GET /api/users/1'));
  const perSecond = await openAndCloseMany(server.url, opened);
  await closed(server.url, before);
  const between = await readVitals(server.url);
  const idle = await Promise.all(Array.from({ length: count }, () => stayIdle(server.url, '/livez')));
  const full = await readVitals(server.url);
  for (const one of idle) one.close();
  await closed(server.url, before);
  const after = await readVitals(server.url);
  const heard = await honest.stop();
  const kbEach = ((full.residentMb - between.residentMb) * 1024) / count;
  return {
    figure: `${opened} opened and closed, ${perSecond.toFixed(0)}/s; ${count} idle: ${kbEach.toFixed(1)} kB each; files open ${before.files}, ${full.files} with them, ${after.files} after; honest requests ${showStatuses(heard)}`,
    ok: unexpected(heard, [200]).length === 0 && server.ending() === null,
  };
};

/** Connections come and go. */
export const openAndClose: Fault = {
  name: 'open-and-close',
  row: 159,
  says: 'connections opened and closed as fast as it goes, with a request, half of one and none; idle ones',
  expected: 'files open after as before, every other request 200',
  run,
};
