/** What a look at one thing has shown. */
export interface Finding {
  /** `fail`: it does not work, or is open to others. `warn`: it works, and should not stay so. */
  readonly state: 'ok' | 'warn' | 'fail';
  readonly what: string;
  readonly says: string;
  /** What to do about it; null where there is nothing to do, or where the finding says so itself. */
  readonly advice: string | null;
}

/** All is well. */
export const fine = (what: string, says: string): Finding => ({ state: 'ok', what, says, advice: null });

/** It works, and should not stay so. */
export const doubtful = (what: string, says: string, advice: string): Finding => ({
  state: 'warn',
  what,
  says,
  advice,
});

/** It does not work. */
export const broken = (what: string, says: string, advice: string | null = null): Finding => ({
  state: 'fail',
  what,
  says,
  advice,
});
