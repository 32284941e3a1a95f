import type { Cluster } from './cluster';
import { isSystemError } from './errors';
import { isRunning } from './process-state';
import { sleep } from './sleep';
import { runTool } from './tool';

const FAST_MS = 20_000;
const IMMEDIATE_MS = 5000;

// Fast: open transactions are rolled back, clients disconnected, everything written. Immediate: as after a power cut;
// the next start recovers from the write-ahead log.
const SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

async function ask(cluster: Cluster, pid: number, mode: keyof typeof SIGNALS): Promise<void> {
  if (process.platform === 'win32') {
    // Untested. Windows has no such signals; pg_ctl has a way of its own.
    const args = ['stop', `--pgdata=${cluster.directory}`, `--mode=${mode}`, '--no-wait'];
    await runTool(cluster.binaries.pgCtl, args, { account: undefined });
    return;
  }
  try {
    process.kill(pid, SIGNALS[mode]);
  } catch (error) {
    if (!isSystemError(error, 'ESRCH')) throw error;
  }
}

/** Waits up to `ms` milliseconds, or until `signal` is aborted, for a process to end; false when it did not. */
export async function isGoneWithin(pid: number, ms: number, signal?: AbortSignal): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (isRunning(pid)) {
    if (Date.now() > deadline || signal?.aborted === true) return false;
    await sleep(15, signal);
  }
  return true;
}

/**
 * Stops a postmaster in order and waits for its end; one that takes longer than 20 seconds is stopped at once. The
 * caller has just seen that `pid` is the postmaster of this cluster. False when it is still there after all.
 */
export async function stopPostmaster(cluster: Cluster, pid: number): Promise<boolean> {
  await ask(cluster, pid, 'fast');
  if (await isGoneWithin(pid, FAST_MS)) return true;
  await ask(cluster, pid, 'immediate');
  return isGoneWithin(pid, IMMEDIATE_MS);
}
