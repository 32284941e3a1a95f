import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../db/migrate';
import { COUNTS } from '../support/counts';
import { createEmptyDatabase, dropEmptyDatabases, sql } from '../support/empty-database';
import { insertManyUsers } from '../support/many-users';
import { report } from '../support/report';
import { cleanUp, startRoster, temporaryDirectory } from '../support/roster-process';

jest.setTimeout(600_000);

afterAll(async () => {
  await cleanUp();
  await dropEmptyDatabases();
});

const peakOf = (pid: number): number => {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** Runs a command to its end; returns its greatest memory in MB (0 where the system does not tell) and how long it took. */
const measure = async (args: readonly string[], url: string) => {
  const before = performance.now();
  const started = startRoster(args, { settings: { DATABASE_URL: url } });
  let peak = 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, peakOf(started.pid));
  }, 50);
  const { code } = await started.ended;
  clearInterval(looking);
  expect({ code, stderr: started.stderr() }).toEqual({ code: 0, stderr: '' });
  return { peak, seconds: (performance.now() - before) / 1000 };
};

test('backup and restore of a large directory take no more memory than small ones', async () => {
  const url = await createEmptyDatabase();
  await migrate(url);
  await insertManyUsers(url, COUNTS.streamedUsers);
  const file = join(temporaryDirectory(), 'backup');
  const backup = await measure(['backup', '--out', file], url);
  const target = await createEmptyDatabase();
  const restore = await measure(['restore', file], target);
  expect(await sql(target, 'select count(*)::int as users from users')).toEqual([
    { users: COUNTS.streamedUsers },
  ]);
  const shown = ({ peak, seconds }: typeof backup): string =>
    `${peak.toFixed(0)} MB, ${seconds.toFixed(1)} s`;
  report(
    `${COUNTS.streamedUsers} users, ${(statSync(file).size / 1e6).toFixed(1)} MB: backup ${shown(backup)}; restore ${shown(restore)}`,
  );
  for (const { peak } of [backup, restore]) expect(peak).toBeLessThan(400);
});
