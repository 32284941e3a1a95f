/**
 * How often races are run and how large sets are: few for a developer who waits, all of them in CI. Both print what they
 * used, so that nobody takes one for the other.
 */
interface Counts {
  readonly name: string;
  readonly raceRounds: number;
  readonly streamedUsers: number;
  /** Sign-ins of one name at the same moment. */
  readonly parallelSignIns: number;
  /** Random sequences of steps that are compared with a model. */
  readonly sequences: number;
  /** Random requests of each binding that are translated there and back. */
  readonly translations: number;
  /** Widths and colour schemes that the docs pages are looked at in. */
  readonly looks: number;
  /** Requests that are held against the ledger of usage. */
  readonly ledgerRequests: number;
}

const FULL: Counts = {
  name: 'full',
  raceRounds: 100,
  streamedUsers: 100_000,
  parallelSignIns: 200,
  sequences: 1000,
  translations: 60,
  looks: 6,
  ledgerRequests: 100_000,
};
const REDUCED: Counts = {
  name: 'reduced',
  raceRounds: 10,
  streamedUsers: 20_000,
  parallelSignIns: 60,
  sequences: 20,
  translations: 12,
  looks: 2,
  ledgerRequests: 5000,
};

export const COUNTS: Counts = process.env['CI'] === 'true' ? FULL : REDUCED;
