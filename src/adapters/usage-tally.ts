import { dayOf } from '../domain/day';
import { HOUR_MS, MINUTE_MS } from '../domain/durations';
import { toInstant } from '../domain/instant';
import { BUCKET_COUNT, bucketOf } from '../domain/quantile';
import {
  type CountedCall,
  type TrafficEntry,
  USER_AGENT_LIMIT,
  type UsageCaller,
  type UsageEntry,
} from '../domain/usage';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts in memory, one row for each caller, spelling and day, and one for each dialect and minute. */
export interface UsageTally {
  /** Rows that wait to be written. */
  readonly size: number;
  /** Adds a call that ended at this time. Where it may begin no row, it goes to the one of its spelling that is nobody's. */
  add(call: CountedCall, at: Date, mayBegin: boolean): void;
  /** All rows; none are left. */
  take(): { readonly entries: UsageEntry[]; readonly traffic: TrafficEntry[] };
}

const UNATTRIBUTED: UsageCaller = { kind: 'unattributed', id: 0, userId: null };

/** Most minutes that are kept apart; beyond them a dialect's hour is one row. */
const MAX_MINUTES = 10_000;

// C0 and C1: whoever reads the ledger on a terminal must not obey a header.
const CONTROLS = /\p{Cc}/gu;

/** A user agent as it is kept: without control characters, cut. Null where nothing is left. */
const keptUserAgent = (userAgent: string | null): string | null =>
  userAgent?.replaceAll(CONTROLS, '').slice(0, USER_AGENT_LIMIT) || null;

/** The instant at which the minute or hour of this one began. */
const floorTo = (at: Date, ms: number): string =>
  ms === MINUTE_MS
    ? `${toInstant(at).slice(0, 16)}:00.000000Z`
    : `${toInstant(at).slice(0, 13)}:00:00.000000Z`;

const addTo = (entry: Writable<UsageEntry>, { status, userAgent }: CountedCall, now: string): void => {
  entry.requests += 1;
  if (status >= 400) entry.errors += 1;
  // Clocks are set back now and then.
  if (now < entry.firstAt) entry.firstAt = now;
  if (now >= entry.lastAt) {
    entry.lastAt = now;
    entry.userAgent = keptUserAgent(userAgent) ?? entry.userAgent;
  }
};

/** An empty tally. */
export const createUsageTally = (): UsageTally => {
  let entries = new Map<string, Writable<UsageEntry>>();
  let minutes = new Map<string, Writable<TrafficEntry> & { readonly buckets: number[] }>();

  const begin = (
    key: string,
    { binding, dialect, operation }: CountedCall,
    at: Date,
    caller: UsageCaller,
  ) => {
    const now = toInstant(at);
    const counts = { requests: 0, errors: 0, firstAt: now, lastAt: now, userAgent: null };
    const entry: Writable<UsageEntry> = { day: dayOf(at), binding, dialect, operation, caller, ...counts };
    entries.set(key, entry);
    return entry;
  };

  const entryFor = (call: CountedCall, at: Date, mayBegin: boolean): Writable<UsageEntry> => {
    const spelling = `${dayOf(at)}\n${call.binding}\n${call.operation}\n`;
    const key = `${spelling}${call.caller.kind}\n${call.caller.id}`;
    const known = entries.get(key);
    if (known) return known;
    if (mayBegin) return begin(key, call, at, call.caller);
    const nobodys = `${spelling}${UNATTRIBUTED.kind}`;
    return entries.get(nobodys) ?? begin(nobodys, call, at, UNATTRIBUTED);
  };

  const minuteFor = (dialect: string, at: Date) => {
    const minute = floorTo(at, minutes.size < MAX_MINUTES ? MINUTE_MS : HOUR_MS);
    const key = `${minute}\n${dialect}`;
    const known = minutes.get(key);
    if (known) return known;
    const buckets = new Array<number>(BUCKET_COUNT).fill(0);
    const begun = { minute, dialect, requests: 0, clientErrors: 0, serverErrors: 0, buckets };
    minutes.set(key, begun);
    return begun;
  };

  return {
    get size() {
      return entries.size;
    },
    add(call, at, mayBegin) {
      const entry = entryFor(call, at, mayBegin);
      addTo(entry, entry.caller === UNATTRIBUTED ? { ...call, userAgent: null } : call, toInstant(at));
      const minute = minuteFor(call.dialect, at);
      minute.requests += 1;
      if (call.status >= 500) minute.serverErrors += 1;
      else if (call.status >= 400) minute.clientErrors += 1;
      const bucket = bucketOf(call.ms);
      minute.buckets[bucket] = (minute.buckets[bucket] ?? 0) + 1;
    },
    take() {
      const taken = { entries: [...entries.values()], traffic: [...minutes.values()] };
      entries = new Map();
      minutes = new Map();
      return taken;
    },
  };
};
