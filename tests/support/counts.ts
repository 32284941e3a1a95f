/**
 * How often races are run and how large sets are: few for a developer who waits, all of them in CI. Both print what they
 * used, so that nobody takes one for the other.
 */
const FULL = { name: 'full', raceRounds: 100, streamedUsers: 100_000 } as const;
const REDUCED = { name: 'reduced', raceRounds: 10, streamedUsers: 20_000 } as const;

export const COUNTS: { readonly name: string; readonly raceRounds: number; readonly streamedUsers: number } =
  process.env['CI'] === 'true' ? FULL : REDUCED;
