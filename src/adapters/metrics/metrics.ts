import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { CallMeter, Signals } from '../../domain/signals';
import { createCallMetrics } from './call-metrics';
import { createEventMetrics } from './event-metrics';
import { type LoadSources, watchLoad } from './load-metrics';

/** The counts of one server. */
export interface Metrics {
  readonly signals: Signals;
  readonly calls: CallMeter;
  /** Has what a process has to do shown as well; to be said once. */
  watch(sources: LoadSources): void;
  readonly contentType: string;
  /** Everything, in the text format of Prometheus. */
  text(): Promise<string>;
}

let ofProcess: Registry | undefined;

// Memory, garbage collection and the event loop are the process's and not a server's: they are watched once, from the
// first look on.
const processRegistry = (): Registry => {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
};

/** Counts in a registry of their own. Nothing is asked for until somebody reads them. */
export const createMetrics = (version: string): Metrics => {
  const registry = new Registry();
  new Gauge({
    name: 'roster_build_info',
    help: 'Always 1; what runs is in the labels.',
    labelNames: ['version', 'node'] as const,
    registers: [registry],
  }).set({ version, node: process.version }, 1);
  return {
    signals: createEventMetrics(registry),
    calls: createCallMetrics(registry),
    watch: (sources) => watchLoad(registry, sources),
    contentType: registry.contentType,
    async text() {
      const parts = await Promise.all([registry.metrics(), processRegistry().metrics()]);
      return parts.join('\n');
    },
  };
};
