import { join } from 'node:path';
import { startEmptyDatabases } from '../empty-databases';
import { type Chaos, type Fault, skipped } from '../fault';
import { createAsker } from '../http';
import { buildCommit, commitBeforeLatestMigration } from '../previous-release';
import { ADMIN_TOKEN, startServer } from '../roster-server';
import { migrationsIn } from '../schema';

type Step = readonly [line: string, status: number, body?: unknown];

/** What every release can do; `{id}` is the user that was created. */
const stepsOf = (username: string): readonly Step[] => [
  [
    'POST /api/users',
    201,
    { username, email: `${username}@example.com`, password: 'correct horse battery', role: 'user' },
  ],
  ['GET /api/users/{id}', 200],
  ['PUT /api/users/{id}', 200, { email: `${username}@example.org` }],
  ['POST /api/auth/login', 200, { username, password: 'correct horse battery' }],
  ['GET /api/users', 200],
  ['POST /api/users/{id}/suspend', 200, { reason: 'tried out' }],
  ['POST /api/users/{id}/unsuspend', 200],
  ['DELETE /api/users/{id}', 200],
  ['GET /api/users/{id}', 404],
];

/** Does all that; resolves with what went otherwise. */
const tryOut = async (url: string, username: string): Promise<string[]> => {
  const asker = createAsker(url);
  const otherwise: string[] = [];
  let id = '';
  for (const [line, expected, body] of stepsOf(username)) {
    const asked = line.replace('{id}', id);
    const { status, text } = await asker.ask(asked, {
      token: ADMIN_TOKEN,
      ...(body !== undefined && { body }),
    });
    if (status !== expected) otherwise.push(`${asked}: ${status} ${text.slice(0, 100)}`);
    id ||= /"id":\s*"?(\d+)/.exec(text)?.[1] ?? '';
  }
  asker.close();
  return otherwise;
};

const run = async (chaos: Chaos) => {
  const commit = commitBeforeLatestMigration();
  if (commit === null)
    return skipped('there is no git history here that tells what the previous release was');
  chaos.progress(`building ${commit.slice(0, 12)}`);
  const built = join(chaos.place, 'previous');
  buildCommit(commit, built);
  const { create } = await startEmptyDatabases(chaos);
  const url = await create();
  const script = join(built, 'bin', 'serve-built.js');
  const before = await startServer(chaos, { DATABASE_URL: url }, script);
  const migrationsBefore = await migrationsIn(url);
  const now = await startServer(chaos, { DATABASE_URL: url });
  const migrationsNow = await migrationsIn(url);
  const beside = await tryOut(before.url, 'beside');
  await before.stop();
  const again = await startServer(chaos, { DATABASE_URL: url }, script);
  const restarted = await tryOut(again.url, 'again');
  const present = await tryOut(now.url, 'present');
  const otherwise = [...beside, ...restarted, ...present];
  return {
    figure: `${commit.slice(0, 12)} (${migrationsBefore} migrations) on the schema of now (${migrationsNow}): while it runs, after a restart, and the present one beside it, ${stepsOf('').length} requests each, failures ${otherwise.length}${otherwise[0] ? `, the first ${otherwise[0]}` : ''}`,
    ok: otherwise.length === 0 && migrationsNow > migrationsBefore,
  };
};

/** As during a rolling update: the new release has migrated, and the old one still serves. */
export const previousRelease: Fault = {
  name: 'previous-release',
  row: 152,
  says: 'the last commit without the latest migration, on the schema of now',
  expected: 'it goes on, starts again, and creates, reads, updates, signs in and deletes; failures = 0',
  run,
};
