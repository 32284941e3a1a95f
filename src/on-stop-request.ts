/** How often to look whether the process that started us is still there, in milliseconds. */
const PARENT_CHECK_MS = 250;

/**
 * Signals closer together than this, in milliseconds, are one wish told twice: npm passes on a Ctrl-C that has reached
 * us through the terminal already, and supervisors signal a process and its group.
 */
const REPEAT_MS = 100;
const REPEAT_UNDER_NPM_MS = 2000;

const SIGNALS = {
  SIGINT: 'Ctrl-C',
  SIGTERM: 'Asked to stop',
  SIGHUP: 'The terminal is gone',
} as const;

/** What is done at a request to stop; told why, in words for a person. */
export type StopStep = (why: string) => void;

/**
 * Calls back once when the parent process is gone. A terminal's Ctrl-C reaches everybody, but SIGTERM to npm ends npm and
 * its shell and leaves us behind: then nobody would ever stop us.
 */
const onParentGone = (callback: () => void): void => {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, PARENT_CHECK_MS).unref();
};

/**
 * Takes one step for each request to stop: SIGINT, SIGTERM, SIGHUP, and under npm the end of npm, which asks only where
 * nobody has asked before, since what ends npm's shell is as a rule a signal that was sent to us as well.
 */
export const onStopRequest = (steps: readonly StopStep[]): void => {
  const isUnderNpm = process.env['npm_lifecycle_event'] !== undefined;
  const repeatMs = isUnderNpm ? REPEAT_UNDER_NPM_MS : REPEAT_MS;
  let taken = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  const take = (why: string): void => {
    const now = performance.now();
    if (now - lastAt < repeatMs) return;
    lastAt = now;
    steps[taken]?.(why);
    taken += 1;
  };
  for (const [signal, why] of Object.entries(SIGNALS)) process.on(signal, () => take(why));
  if (isUnderNpm) {
    onParentGone(() => {
      if (taken === 0) take('npm is gone');
    });
  }
};
