import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { LATENCY_BUCKETS_MS } from '../../domain/latency-buckets';
import type { CallLabels, CallMeter, CallRecorder } from '../../domain/signals';

const BUCKETS = LATENCY_BUCKETS_MS.map((ms) => ms / 1000);

const STATUS_CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;
type StatusClass = (typeof STATUS_CLASSES)[number] | 'aborted';

// A caller that leaves before the answer is out has seen none, whatever its status would have been.
const classOf = (status: number, isAborted: boolean): StatusClass =>
  isAborted ? 'aborted' : (STATUS_CLASSES[Math.floor(status / 100) - 1] ?? '5xx');

const withStatus = ({ dialect, operation, binding, isAlias }: CallLabels, status: StatusClass) => ({
  dialect,
  operation,
  binding,
  alias: String(isAlias),
  status,
});

/** Counts of HTTP calls. The labels of a recorder are made once: what remains for each call are two look-ups. */
export const createCallMetrics = (registry: Registry): CallMeter => {
  const registers = [registry];
  const total = new Counter({
    name: 'roster_http_requests_total',
    help: 'Requests that are over, by the spelling that they asked for; "none" is what no route serves.',
    labelNames: ['dialect', 'operation', 'binding', 'alias', 'status'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'roster_http_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its answer.',
    labelNames: ['dialect', 'operation'] as const,
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'roster_http_requests_in_flight',
    help: 'Requests under way.',
    registers,
  });
  return {
    begin: () => inFlight.inc(),
    end: () => inFlight.dec(),
    recorder(labels): CallRecorder {
      const counts = new Map<StatusClass, Counter.Internal>();
      const countOf = (status: StatusClass): Counter.Internal => {
        const count = counts.get(status) ?? total.labels(withStatus(labels, status));
        counts.set(status, count);
        return count;
      };
      const { dialect, operation } = labels;
      const durations = duration.labels({ dialect, operation });
      // From the start, so that the first failure is a rise from zero and not a line out of nowhere.
      countOf('5xx').inc(0);
      return (status, ms, isAborted) => {
        countOf(classOf(status, isAborted)).inc();
        durations.observe(ms / 1000);
      };
    },
  };
};
