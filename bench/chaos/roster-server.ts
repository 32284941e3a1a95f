import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from '../child';
import { ROOT, SETTINGS } from '../roster';
import type { Chaos } from './fault';

export { ADMIN_TOKEN } from '../roster';

/** Hashes that cost next to nothing: nobody here is after passwords. */
const FAST = { BCRYPT_COST: '4' };

/** What it takes to start a server of this build with these settings. */
export const environmentOf = (home: string, settings: Readonly<Record<string, string>>) => ({
  HOME: home,
  ...SETTINGS,
  ...FAST,
  ...settings,
});

/** Starts Roster as it was built, on `DATABASE_URL` or `DATA_DIR` of the settings, and waits until it is ready. */
export const startServer = (
  { place, cleanUp }: Pick<Chaos, 'place' | 'cleanUp'>,
  settings: Readonly<Record<string, string>>,
  script = join(ROOT, 'bin', 'serve-built.js'),
): Promise<Child> => {
  const home = mkdtempSync(join(place, 'server-'));
  const environment = environmentOf(home, { DATA_DIR: join(home, 'data'), ...settings });
  return startChild({ args: [script], environment, logFile: join(home, 'access.log') }, cleanUp);
};
