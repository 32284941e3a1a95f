/** What people do in a day, each, and how much more they do at the busiest time than on average. Assumed, not measured. */
export const HABITS = {
  reads: 20,
  updates: 0.1,
  signIns: 0.5,
  refreshes: 8,
  /** Different spellings called, each of them a row in the ledger. */
  spellings: 5,
  peak: 5,
} as const;

/** CPU seconds of a server that is one of several, and of Postgres. A refresh is taken for an update. */
const CPU = {
  read: { node: 160e-6, postgres: 22e-6 },
  update: { node: 0.96e-3, postgres: 1.1e-3 },
  signIn: { node: 0.21, postgres: 4.7e-3 },
} as const;

/** Bytes on the disk of a row, indexes included: what the row `storage` prints. */
const BYTES = { user: 752 + 108, session: 322, refreshToken: 246, auditEntry: 422, usage: 398 } as const;

const DAY_SECONDS = 86_400;
/** A session that nobody refreshes any more: 7 days until it runs out, 30 until it is forgotten. */
const SESSION_DAYS = 37;
const USAGE_DAYS = 400;

/** What so many people need: cores that are busy at the peak, transactions a second then, and bytes. */
export interface Needs {
  readonly readsPerSecond: number;
  readonly transactionsPerSecond: number;
  readonly signInsPerSecond: number;
  readonly hashingCores: number;
  readonly requestCores: number;
  readonly postgresCores: number;
  /** Users, sessions and their refresh tokens. */
  readonly directoryBytes: number;
  readonly usageBytes: number;
  readonly auditBytesPerYear: number;
}

export const needsOf = (users: number): Needs => {
  const atPeak = (perDay: number): number => (users * perDay * HABITS.peak) / DAY_SECONDS;
  const reads = atPeak(HABITS.reads);
  const writes = atPeak(HABITS.updates + HABITS.refreshes);
  const signIns = atPeak(HABITS.signIns);
  const sessions = HABITS.signIns * SESSION_DAYS * BYTES.session;
  const refreshTokens = HABITS.refreshes * SESSION_DAYS * BYTES.refreshToken;
  return {
    readsPerSecond: reads,
    // A sign-in is reserved in one and decided in another.
    transactionsPerSecond: writes + 2 * signIns,
    signInsPerSecond: signIns,
    hashingCores: signIns * CPU.signIn.node,
    requestCores: reads * CPU.read.node + writes * CPU.update.node,
    postgresCores: reads * CPU.read.postgres + writes * CPU.update.postgres + signIns * CPU.signIn.postgres,
    directoryBytes: users * (BYTES.user + sessions + refreshTokens),
    usageBytes: users * HABITS.spellings * USAGE_DAYS * BYTES.usage,
    auditBytesPerYear: users * (HABITS.signIns + HABITS.updates) * 365 * BYTES.auditEntry,
  };
};

/** The share of arrivals that find all places taken (Erlang's C): `load` is the number of places that are busy on average. */
const waitingShare = (load: number, places: number): number => {
  let blocked = 1;
  for (let place = 1; place <= places; place += 1) blocked = (load * blocked) / (place + load * blocked);
  const free = 1 - load / places;
  return blocked / (free + (1 - free) * blocked);
};

/**
 * The share of those that wait longer than so many seconds for one of so many places, each of which takes `service` seconds
 * on average, where arrivals and times are random (M/M/c). 1 where more comes than can be done.
 */
export const waitsLonger = (perSecond: number, service: number, places: number, seconds: number): number => {
  const load = perSecond * service;
  if (load >= places) return 1;
  return waitingShare(load, places) * Math.exp((-(places - load) * seconds) / service);
};
