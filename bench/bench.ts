import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CleanUp, createCleanUp } from './clean-up';
import { createDirectory, type Directory } from './directory';
import { createAutocannon } from './load/autocannon';
import type { LoadGenerator } from './load/load';
import { findWrk } from './load/wrk';
import type { Plan } from './plan';

/** What every row works with. */
export interface Bench {
  readonly plan: Plan;
  readonly generator: LoadGenerator;
  /** A directory on the disk that is removed at the end. */
  readonly place: string;
  /** What is undone when the row is over. */
  readonly cleanUp: CleanUp;
  /** The directory with so many users, made when it is first asked for. */
  directoryOf(users: number): Promise<Directory>;
  /** A line on standard error, with the time since the start. */
  progress(line: string): void;
}

const secondsSince = (start: number): string => ((performance.now() - start) / 1000).toFixed(0).padStart(5);

/** Makes what rows need. `forRow` gives each a clean-up of its own. */
export const createBench = async (
  plan: Plan,
  cleanUp: CleanUp,
): Promise<{ readonly generator: LoadGenerator; forRow(name: string, ofRow: CleanUp): Bench }> => {
  const start = performance.now();
  const place = mkdtempSync(join(tmpdir(), 'roster-bench-'));
  cleanUp.add(() => rmSync(place, { recursive: true, force: true }));
  const generator = (await findWrk(place, cleanUp)) ?? createAutocannon();
  const databases = createCleanUp(cleanUp);
  const directories = new Map<number, Promise<Directory>>();
  return {
    generator,
    forRow(name, ofRow) {
      const progress = (line: string): void => console.error(`[${secondsSince(start)} s] ${name}: ${line}`);
      const make = (users: number): Promise<Directory> => {
        progress(`making a directory of ${users} users`);
        return createDirectory(place, users, databases);
      };
      return {
        plan,
        generator,
        place,
        cleanUp: ofRow,
        progress,
        directoryOf(users) {
          const made = directories.get(users) ?? make(users);
          directories.set(users, made);
          return made;
        },
      };
    },
  };
};
