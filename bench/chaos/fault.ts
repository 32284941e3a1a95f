import type { CleanUp } from '../clean-up';

/** What every fault works with. */
export interface Chaos {
  /** Whether it runs at all, not how often: few rounds, short outages. */
  readonly isQuick: boolean;
  /** How long faults last whose length is asked for (`--minutes`); null where it is not. */
  readonly minutes: number | null;
  /** A directory on the disk that is removed when the fault is over. */
  readonly place: string;
  /** What is undone when the fault is over, and on Ctrl-C. */
  readonly cleanUp: CleanUp;
  /** A line on standard error, with the time since the start. */
  progress(line: string): void;
}

/** What was seen. */
export interface Finding {
  readonly figure: string;
  /** Whether it is what was promised; null where this machine does not allow the fault, and `figure` says why. */
  readonly ok: boolean | null;
}

/** Something that is broken on purpose. */
export interface Fault {
  /** What it is asked for by. */
  readonly name: string;
  /** The number that it was planned under, by which docs/faults.md knows it; null where it has none. */
  readonly row: number | null;
  /** What is done, in a few words. */
  readonly says: string;
  /** What is promised. */
  readonly expected: string;
  /** Runs only by name. */
  readonly isExtra?: boolean;
  /** Breaks it and looks. What throws is not ok; what it leaves to be undone is undone either way. */
  run(chaos: Chaos): Promise<Finding>;
}

/** The finding of a fault that this machine does not allow. */
export const skipped = (reason: string): Finding => ({ figure: `skipped: ${reason}`, ok: null });
