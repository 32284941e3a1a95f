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

/** The processes that a process has started and not yet seen the end of; none where the system does not tell. */
export const childrenOf = (pid: number): number[] => {
  if (!usageOf(pid)) return [];
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return others.filter((name) => usageOf(name)?.parent === pid).map(Number);
};

/**
 * CPU time of a process and all its children, those that have ended too, in milliseconds; not a number where the system
 * does not tell. Children of children count once their parents have waited for them.
 */
export const cpuMsOfFamily = (pid: number): number => {
  const head = usageOf(pid);
  if (!head) return Number.NaN;
  const own = childrenOf(pid).map((child) => usageOf(child)?.own ?? 0);
  return own.reduce((sum, ms) => sum + ms, head.own + head.ofEnded);
};

/** The memory of a process that is in RAM, in MB; not a number where the system does not tell. */
export const residentMbOf = (pid: number): number => {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / KB_PER_MB;
  } catch {
    return Number.NaN;
  }
};
