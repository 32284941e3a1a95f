/** How long a caller may dawdle before its place is given up, in milliseconds. */
export interface TimeLimits {
  /** Over its headers, and over the first byte on a new connection. */
  readonly headers: number;
  /** Over its whole request. */
  readonly request: number;
  /** Without taking or sending a single byte while a request is under way: over the reading of an answer. */
  readonly stall: number;
  /** Between two requests. */
  readonly keepAlive: number;
  /** How often headers and requests are looked at; Node's own 30 s would triple the shortest. */
  readonly check: number;
}

/** Those of a release. */
export const TIME_LIMITS: TimeLimits = {
  headers: 15_000,
  request: 30_000,
  // The kernel takes megabytes ahead and says so seldom: one who reads 8 kB a second is silent for minutes between.
  stall: 300_000,
  // Longer than the usual 60 s of proxies, so that the one who closes an idle connection is the one who would reuse it.
  keepAlive: 65_000,
  check: 1_000,
};
