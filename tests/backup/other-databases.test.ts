import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from '../../db/migrate';
import { done } from '../process/programs';
import { start } from '../support/child-process';
import { createEmptyDatabase } from '../support/empty-database';
import { refusalOf } from '../support/refusal';
import { cleanEnvironment, ROSTER, temporaryDirectory } from '../support/roster-process';
import { hasProgram } from '../support/tools';
import { useBackedUp } from './backed-up';
import { contentOf, everythingIn, withoutItsEntry } from './directories';

jest.setTimeout(240_000);

const { backedUp } = useBackedUp();

test('to an embedded database and back, through pipes; the directories need not be there', async () => {
  const dataDir = join(temporaryDirectory(), 'not', 'yet');
  await done(['restore', backedUp().file, '--keep-sessions'], { dataDir });
  const target = await createEmptyDatabase();
  const roster = `${process.execPath} ${ROSTER}`;
  const line = `DATA_DIR=${dataDir} ${roster} backup --out - | DATABASE_URL=${target} ${roster} restore - --keep-sessions`;
  const piped = start('sh', ['-c', line], {
    cwd: temporaryDirectory(),
    env: cleanEnvironment(temporaryDirectory()),
  });
  expect(await piped.ended).toEqual({ code: 0, signal: null });
  expect(withoutItsEntry(await contentOf(target))).toEqual(withoutItsEntry(backedUp().before));
  expect(piped.stderr()).toMatch(/^4 users, .* It holds password hashes/);
});

test('a standby can be read as well, and is not restored to', async () => {
  const dataDir = join(temporaryDirectory(), 'data');
  await done(['restore', backedUp().file, '--keep-sessions'], { dataDir });
  writeFileSync(join(dataDir, 'postgres', 'standby.signal'), '');
  const copy = join(temporaryDirectory(), 'copy');
  expect(await done(['backup', '--out', copy], { dataDir })).toContain('4 users');
  expect(await refusalOf(['restore', copy, '--replace'], { dataDir })).toMatch(
    /^the backup was not restored, and nothing is changed: cannot execute .* in a read-only transaction$/,
  );
});

(hasProgram('psql', 'postgresql-client') ? test : test.skip)(
  'psql loads it into a migrated database, and refuses one with users',
  async () => {
    const target = await createEmptyDatabase();
    await migrate(target);
    const load = () =>
      start('sh', ['-c', `zcat ${backedUp().file} | psql -q -d "$TARGET"`], {
        cwd: temporaryDirectory(),
        env: { ...cleanEnvironment(temporaryDirectory()), TARGET: target },
      });
    const first = load();
    expect(await first.ended).toEqual({ code: 0, signal: null });
    const loaded = await everythingIn(target);
    expect(loaded.content).toEqual(backedUp().before);
    expect((await load().ended).code).not.toBe(0);
    expect(await everythingIn(target)).toEqual(loaded);
  },
);
