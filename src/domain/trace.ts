/** A place in a trace, as W3C Trace Context has it. */
export interface TraceContext {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  /** Whether the trace is being recorded. */
  readonly isSampled: boolean;
}

// W3C Trace Context, 3.2.2: version 00 has these four fields and nothing more; a later one may go on after a dash.
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

const isNothing = (id: string): boolean => /^0+$/.test(id);

const SAMPLED = 1;

/** What a `traceparent` header says; null for one that is absent or bad, which begins a new trace. */
export const parseTraceparent = (header: string | undefined): TraceContext | null => {
  const [, version = '', traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(header ?? '') ?? [];
  if (version === '' || version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (isNothing(traceId) || isNothing(spanId)) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED };
};

/** The header that says where in which trace the sender is. */
export const toTraceparent = ({ traceId, spanId, isSampled }: TraceContext): string =>
  `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;

/** What is known of a call when its span ends. What it was about is null where it led nowhere. */
export interface SpanFacts {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly status: number;
  readonly dialect: string | null;
  readonly operation: string | null;
  /** The path template of the spelling. */
  readonly template: string | null;
}

/** One call's part of a trace. */
export interface CallSpan {
  readonly context: TraceContext;
  /** What is done in it, and in all that follows from it, belongs to this part. */
  within(next: () => void): void;
  end(facts: SpanFacts): void;
}

/** Where traces come from. */
export interface Tracer {
  /** Begins a call's part: of the trace of its caller, or of a new one. */
  begin(parent: TraceContext | null): CallSpan;
}
