import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const KB_PER_MB = 1024;

interface Usage {
  readonly parent: number;
  /** CPU time of its own, in milliseconds. */
  readonly own: number;
  /** Of its children that have ended. */
  readonly ofEnded: number;
}

const inMs = (ticks = '', moreTicks = ''): number =>
  ((Number(ticks) + Number(moreTicks)) / TICKS_PER_SECOND) * 1000;

/** Null for a process that is not there, and where the system does not tell. */
const usageOf = (pid: number | string): Usage | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything.
    const fields = text.slice(text.lastIndexOf(') ') + 2).split(' ');
    return {
      parent: Number(fields[1]),
      own: inMs(fields[11], fields[12]),
      ofEnded: inMs(fields[13], fields[14]),
    };
  } catch {
    return null;
  }
};

/** CPU time of a process with all its threads, in milliseconds; not a number where the system does not tell. */
export const cpuMsOf = (pid: number): number => usageOf(pid)?.own ?? Number.NaN;

/**
 * CPU time of a process and all its children, those that have ended too, in milliseconds; not a number where the system
 * does not tell. Children of children count once their parents have waited for them.
 */
export const cpuMsOfFamily = (pid: number): number => {
  const head = usageOf(pid);
  if (!head) return Number.NaN;
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = others.map(usageOf).filter((usage) => usage?.parent === pid);
  return children.reduce((sum, usage) => sum + (usage?.own ?? 0), head.own + head.ofEnded);
};

/** The memory of a process that is in RAM, in MB; not a number where the system does not tell. */
export const residentMbOf = (pid: number): number => {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / KB_PER_MB;
  } catch {
    return Number.NaN;
  }
};
