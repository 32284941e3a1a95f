import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../support/roster-process';
import { hasProgram } from '../support/tools';

/** The clock of one process, which says what it is told to while its uptime goes on as it should. */
export interface ShiftedClock {
  /** What the process is to be started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sets the clock to so many seconds from the true time, also while the process runs. */
  shift(seconds: number): void;
}

/** Debian keeps it in a folder of the machine's architecture. */
const LIBRARIES = '/usr/lib';
const findLibrary = (): string | undefined =>
  readdirSync(LIBRARIES)
    .map((folder) => join(LIBRARIES, folder, 'faketime', 'libfaketimeMT.so.1'))
    .find(existsSync);

/** Whether clocks can be shifted here. */
export const canShiftClocks = (): boolean => hasProgram('faketime');

/** A clock that is true until it is shifted. Throws where the library is missing. */
export const createShiftedClock = (): ShiftedClock => {
  const library = findLibrary();
  if (library === undefined) throw new Error("libfaketime is not there: Debian's package faketime has it");
  const file = join(temporaryDirectory(), 'shift');
  const shift = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}\n`);
  shift(0);
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      // The machine's clock is set; nobody sets its uptime, nor the times of files.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
    shift,
  };
};
