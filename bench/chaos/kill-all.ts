import { childrenOf } from '../proc';

const kill9 = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended just now.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** kill -9 of a process and then of its children; returns all their pids. */
export const killAll = (pid: number): number[] => {
  const all = [pid, ...childrenOf(pid)];
  all.forEach(kill9);
  return all;
};
