import { createLogger } from '../../src/adapters/logger';
import { startHousekeeping } from '../../src/housekeeping';
import type { CreateWay } from './creates';
import { CREATES } from './creates';
import { expectReplay, useCreates } from './idempotent-creates';

const { api, clock, fresh, withoutTrace, makingOne } = useCreates({
  settings: { IDEMPOTENCY_KEEP_HOURS: '2' },
});

const SILENT = createLogger({ level: 'silent', isPretty: false, destination: { write: () => undefined } });
const HOUR = 3600;

const tidy = () => startHousekeeping(api.server.wiring.needs, SILENT).stop();

const keptRows = async (): Promise<number> =>
  (await api.server.database.pool.query('select count(*)::int as n from idempotency_keys')).rows[0].n;

test('keys are kept as long as the setting says, then deleted, and new', async () => {
  const way = CREATES[0] as CreateWay;
  const [old, young] = [fresh(way), fresh(way)];
  const first = await makingOne(way, old.send);
  clock.advance(HOUR);
  const second = await makingOne(way, young.send);
  clock.advance(HOUR - 1);
  await tidy();
  expect(await keptRows()).toBe(2);
  expectReplay(await withoutTrace(way, old.send), first);
  clock.advance(1);
  await tidy();
  expect(await keptRows()).toBe(1);
  expectReplay(await withoutTrace(way, young.send), second);
  await makingOne(way, () => old.send({ body: way.body('new-again') }));
  expect(await keptRows()).toBe(2);
});
