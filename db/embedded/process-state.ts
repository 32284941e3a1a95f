import { readFileSync } from 'node:fs';
import { isSystemError } from './errors';

/** What Linux tells about a process. */
interface ProcessStat {
  readonly name: string;
  readonly zombie: boolean;
  /** Unix time in seconds. */
  readonly startedAt: number;
}

const TICKS_PER_SECOND = 100; // what Linux shows to user space on every architecture
const START_TIME_FIELD = 19; // counted from the state field, which follows the name

function linuxStat(pid: number): ProcessStat | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const uptime = Number.parseFloat(readFileSync('/proc/uptime', 'utf8'));
    const age = uptime - Number(fields[START_TIME_FIELD]) / TICKS_PER_SECOND;
    return {
      name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')),
      zombie: fields[0] === 'Z' || fields[0] === 'X',
      startedAt: Date.now() / 1000 - age,
    };
  } catch {
    return undefined; // gone, or /proc is not there or hides it: the caller falls back on the signal test
  }
}

/** True while a process has this pid. A zombie does not count: it holds nothing and may never be reaped. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isSystemError(error, 'EPERM')) return false;
  }
  return linuxStat(pid)?.zombie !== true;
}

/** False when the process certainly is no Postgres; true when it is one or the system does not say. */
export function mayBePostgres(pid: number): boolean {
  const stat = linuxStat(pid);
  return stat === undefined || stat.name === 'postgres';
}

/**
 * Whether the process was started at `time` (Unix time in seconds), give or take a minute; undefined where the
 * system does not say. A clock that was set since makes it false, so it must not be the only witness.
 */
export function wasStartedAt(pid: number, time: number): boolean | undefined {
  const stat = linuxStat(pid);
  return stat === undefined ? undefined : Math.abs(stat.startedAt - time) < 60;
}
