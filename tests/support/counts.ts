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
  /** Ends of Postgres under creates. */
  readonly outages: number;
  /** Times that every connection is cut under creates. */
  readonly cuts: number;
  /** Callers that are counted by the minute, each once. */
  readonly randomKeys: number;
  /** Operations whose permissions are looked at with each setting flipped. */
  readonly guardedOperations: number;
  /** Callers that take their time, all at once. */
  readonly dawdlers: number;
  /** Connections that are opened and closed again. */
  readonly connections: number;
  /** Connections without a request, and requests under way, when a stop begins. */
  readonly idleSockets: number;
  readonly slowRequests: number;
  /** Generated requests of each dialect. */
  readonly fuzzRequests: number;
  /** Endings of access, limits and lost notifications that are looked at on two replicas. */
  readonly replicaRounds: number;
  /** Times that both replicas are restarted one after another under load. */
  readonly rollingRestarts: number;
  /** Times that a replica is ended by kill -9 under load. */
  readonly replicaKills: number;
  /** Seconds for which a replica is cut from its database. */
  readonly cutSeconds: number;
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
  outages: 3,
  cuts: 40,
  randomKeys: 20_000,
  guardedOperations: 5,
  dawdlers: 200,
  connections: 5000,
  idleSockets: 1000,
  slowRequests: 100,
  fuzzRequests: 20_000,
  replicaRounds: 25,
  rollingRestarts: 2,
  replicaKills: 4,
  cutSeconds: 30,
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
  outages: 1,
  cuts: 10,
  randomKeys: 5000,
  guardedOperations: 2,
  dawdlers: 50,
  connections: 600,
  idleSockets: 200,
  slowRequests: 20,
  fuzzRequests: 1000,
  replicaRounds: 4,
  rollingRestarts: 1,
  replicaKills: 2,
  cutSeconds: 8,
};

export const COUNTS: Counts = process.env['CI'] === 'true' ? FULL : REDUCED;
