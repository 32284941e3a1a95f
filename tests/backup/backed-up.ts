import { join } from 'node:path';
import { done } from '../process/programs';
import { dropEmptyDatabases } from '../support/empty-database';
import { cleanUp, type RosterOptions, temporaryDirectory } from '../support/roster-process';
import { contentOf } from './directories';
import { type Filled, startFilled } from './filled';

const SECRET = 'a-secret-that-only-the-tests-know-0123456789';

/** A directory, what is in it, and a backup of it that the command has made. */
interface BackedUp {
  readonly filled: Filled;
  readonly file: string;
  readonly before: Record<string, string[]>;
}

/** Commands and servers on a database, with the secret of the tests. */
const on = (database: string): RosterOptions => ({
  settings: { DATABASE_URL: database, JWT_SECRET: SECRET, BCRYPT_COST: '4' },
});

const backUp = async (): Promise<BackedUp> => {
  const filled = await startFilled();
  const { server } = filled;
  // What it has counted is written now, and nothing more comes.
  await server.wiring.usage.close();
  const before = await contentOf(server.database.url);
  const file = join(temporaryDirectory(), 'backup.sql.gz');
  expect(await done(['backup', '--out', file], on(server.database.url))).toMatch(
    /backup\.sql\.gz: 4 users, 2 API tokens, \d+ audit entries, \d+ rows in 18 tables\.\nIt holds password hashes/,
  );
  return { filled, file, before };
};

/** For the tests of a file. */
export const useBackedUp = (): { readonly on: typeof on; readonly backedUp: () => BackedUp } => {
  let made: BackedUp | undefined;
  beforeAll(async () => {
    made = await backUp();
  });
  afterAll(async () => {
    await made?.filled.server.stop();
    await cleanUp();
    await dropEmptyDatabases();
  });
  return {
    on,
    backedUp() {
      if (!made) throw new Error('the backup is there only while tests run');
      return made;
    },
  };
};
